import { defineClient, readRegistrationRequest } from '@codegrant/core';
import { memberNames } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const request = { redirect_uris: ['https://app.example/cb'] };
const allowed = { scope: ['read', 'write'] };

const problemsOf = (more: object, to = allowed): readonly string[] => {
  const read = readRegistrationRequest({ ...request, ...more }, to);
  return read.kind === 'invalid' ? read.problems : [];
};

/** A value of each member of the operator, as a stranger would send it to get more than a stranger may have. */
const ofTheOperator = {
  client_id: 'demo-client',
  client_secret: 'chosen-by-a-stranger',
  client_secret_hashes: ['ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0'],
  required_scope: 'admin',
  consent: 'skip',
  verified: true,
  require_pkce: false,
  code_challenge_methods: ['plain'],
  loopback_port: 'any',
  token_redirect_uri: 'optional',
  require_token_endpoint_auth_method: true,
  authorization_response_iss: 'omit',
  custom_redirect_schemes: ['javascript'],
  refresh_tokens: 'always',
  introspection: 'any',
  origin: 'registered',
  trusted: true,
};

const ofTheStandard = {
  client_name: 'App',
  client_uri: 'https://app.example',
  logo_uri: 'https://app.example/logo.png',
  policy_uri: 'https://app.example/policy',
  tos_uri: 'https://app.example/tos',
  redirect_uris: ['https://app.example/cb', 'http://127.0.0.1/cb'],
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  scope: 'write',
};

/** The members of a client with a key. */
const ofAKey = {
  token_endpoint_auth_method: 'private_key_jwt',
  token_endpoint_auth_signing_alg: 'ES256',
  jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }] },
  jwks_uri: 'https://app.example/jwks',
};

describe('A registration request', () => {
  it('keeps the members of RFC 7591 §2.', () => {
    expect(readRegistrationRequest(ofTheStandard, allowed)).toEqual({ kind: 'valid', value: ofTheStandard });
  });

  it('keeps the keys of a client that authenticates with them, and of no other client.', () => {
    const withKeys = { ...ofTheStandard, ...ofAKey };
    expect(readRegistrationRequest(withKeys, allowed)).toEqual({ kind: 'valid', value: withKeys });
    for (const token_endpoint_auth_method of ['none', 'client_secret_basic', undefined])
      expect(readRegistrationRequest({ ...withKeys, token_endpoint_auth_method }, allowed)).toEqual({
        kind: 'valid',
        value: { ...ofTheStandard, token_endpoint_auth_method },
      });
  });

  it('keeps no other member: a stranger cannot skip consent, omit PKCE, or choose the client_id (RFC 7591 §2).', () => {
    const asked = { ...ofTheStandard, ...ofTheOperator, software_id: 'x', constructor: 'x' };
    expect(readRegistrationRequest(asked, allowed)).toEqual({ kind: 'valid', value: ofTheStandard });
  });

  it('is tested with every member of a registration. A new one is the operator’s until this list says otherwise.', () => {
    expect(Object.keys({ ...ofTheStandard, ...ofAKey, ...ofTheOperator }).toSorted()).toEqual(
      [...memberNames].toSorted(),
    );
  });

  it('without scope gets what is allowed to strangers, and not every scope of the policy.', () => {
    expect(readRegistrationRequest(request, allowed)).toMatchObject({ value: { scope: 'read write' } });
  });

  it('with a scope beyond that is refused.', () => {
    expect(problemsOf({ scope: 'read admin' })).toEqual([
      'scope names admin, which a client may not register for itself.',
    ]);
    expect(problemsOf({ scope: 'read' }, { scope: [] })).toEqual([
      'scope names read, which a client may not register for itself.',
    ]);
    expect(problemsOf({ scope: 'read  write' })).toEqual(['scope must be scope tokens with one space between them.']);
  });

  it.each(['read write', undefined, [''], ['read write'], [7]])(
    'is not read if the scopes that strangers may have are %j, which is no list of tokens.',
    (scope) => {
      expect(() => readRegistrationRequest({ ...request, scope: 'rea' }, Object({ scope }))).toThrow(
        'readRegistrationRequest: scope must be a list of scope tokens, such as ["read"].',
      );
    },
  );

  it('cannot list a scheme for its own redirect URIs (R41).', () => {
    expect(problemsOf({ redirect_uris: ['cursor://x'], custom_redirect_schemes: ['cursor'] })).toEqual([
      expect.stringMatching(/^redirect_uris\.0 "cursor:\/\/x" has the scheme cursor:/),
    ]);
  });

  it('that is no object, or has no redirect URI, is refused without a throw.', () => {
    for (const none of [undefined, null, 'app', 7, []])
      expect(readRegistrationRequest(none, allowed).kind).toBe('invalid');
    expect(readRegistrationRequest({}, allowed)).toEqual({ kind: 'invalid', problems: ['redirect_uris is missing.'] });
  });

  it('becomes a client with the client_id and the secret that the server chooses.', () => {
    const read = readRegistrationRequest({ ...ofTheStandard, ...ofTheOperator }, allowed);
    if (read.kind === 'invalid') throw new Error(read.problems.join());
    expect(defineClient({ ...read.value, client_id: 'new', client_secret: 'random' })).toMatchObject({
      client_id: 'new',
      consent: 'ask',
      verified: false,
      require_pkce: true,
      scope: ['write'],
    });
  });
});
