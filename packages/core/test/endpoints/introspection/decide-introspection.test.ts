import {
  decideIntrospection,
  type IntrospectionFacts,
  type IntrospectionOutcome,
  introspectionReply,
} from '@codegrant/core';
import { introspectionResponseSchema } from '@codegrant/core/schemas';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { bodyOf, jsonHeaders } from '../../fixtures/json.ts';
import { policyOf } from '../../fixtures/policy.ts';
import { credentials, tokensOf } from '../../fixtures/presented-tokens.ts';
import { now } from '../../fixtures/refresh-tokens.ts';

const policy = policyOf({ refreshTokens: 'always' });

const introspect = (form: string, facts: Partial<IntrospectionFacts> = {}): IntrospectionOutcome =>
  decideIntrospection(
    { form: `${credentials}&${form}`, authorization: undefined },
    { ...tokensOf(), policy, askers: 'clients', ...facts },
  );

const responseTo = (form: string, facts: Partial<IntrospectionFacts> = {}): object => {
  const outcome = introspect(form, facts);
  if (outcome.kind === 'rejectToken') throw new Error(outcome.rule.name);
  const response = bodyOf(introspectionReply(outcome));
  expect(v.is(introspectionResponseSchema, response)).toBe(true);
  return outcome.response;
};

describe('An introspection', () => {
  it('of an access token has the members of RFC 7662 §2.2 (R253).', () => {
    expect(responseTo('token=an-access-token')).toEqual({
      active: true,
      iss: 'https://login.example',
      client_id: 'app',
      sub: 'user-1',
      scope: 'read write',
      exp: now + 540,
      iat: now - 60,
      token_type: 'Bearer',
    });
  });

  it('has whole seconds, as RFC 7662 §2.2 requires, also if a port has fractions (R253).', () => {
    const fractions = tokensOf({ issuedAt: now - 0.5, expiresAt: now + 0.5 });
    expect(responseTo('token=an-access-token', fractions)).toMatchObject({ iat: now - 1, exp: now });
  });

  it('of a refresh token has no token_type and no audience (R257).', () => {
    expect(responseTo('token=a-token')).toEqual({
      active: true,
      iss: 'https://login.example',
      client_id: 'app',
      sub: 'user-1',
      scope: 'read write',
      exp: now + 500,
    });
  });

  it('of a refresh token that the client may not use any more says that it is not active (R257).', () => {
    expect(responseTo('token=a-token', { policy: policyOf() })).toEqual({ active: false });
  });

  it.each<[string, readonly string[]]>([
    ['', ['access token', 'refresh token']],
    ['&token_type_hint=access_token', ['access token', 'refresh token']],
    ['&token_type_hint=refresh_token', ['refresh token', 'access token']],
  ])('with the hint %j searches first where the hint says, and then everywhere (R251).', (hint, order) => {
    const tokens = tokensOf();
    expect(responseTo(`token=unknown${hint}`, tokens)).toEqual({ active: false });
    expect(tokens.searched).toEqual(order);
  });

  it('searches nothing for a public client (R252).', () => {
    const tokens = tokensOf();
    const posted = { form: 'token=an-access-token&client_id=public', authorization: undefined };
    expect(decideIntrospection(posted, { ...tokens, policy, askers: 'clients' })).toMatchObject({
      kind: 'rejectToken',
      clientId: 'public',
      scheme: undefined,
      rule: { name: 'introspection-client-confidential', verdict: { status: 401, error: 'invalid_client' } },
    });
    expect(tokens.searched).toEqual([]);
  });

  it('of a public client with Basic names the scheme, for the challenge (R252).', () => {
    const posted = { form: 'token=x', authorization: `Basic ${btoa('public:')}` };
    expect(decideIntrospection(posted, { ...tokensOf(), policy, askers: 'clients' })).toMatchObject({
      scheme: 'Basic',
      rule: { name: 'introspection-client-confidential' },
    });
  });

  it('names the asker, for logs (R252, R258).', () => {
    expect(introspect('token=x')).toMatchObject({ asker: { kind: 'client', client: { client_id: 'app' } } });
    expect(introspect('')).toMatchObject({ clientId: 'app', subject: undefined });
    const facts = { ...tokensOf(), policy, askers: 'clientsAndOwners', owner: { subject: 'user-1' } } as const;
    const asked = (form: string): IntrospectionOutcome =>
      decideIntrospection({ form, authorization: 'Bearer k' }, facts);
    expect(asked('token=x')).toMatchObject({ asker: { kind: 'owner', subject: 'user-1' } });
    expect(asked('')).toMatchObject({ clientId: undefined, subject: 'user-1' });
  });

  it('is answered in JSON that no cache keeps (R259).', () => {
    expect(introspectionReply({ response: { active: false } })).toEqual({
      status: 200,
      headers: jsonHeaders,
      body: '{"active":false}',
    });
  });
});

describe('What may be known of a token', () => {
  it('cannot be asked without a proof of who asks (R252, R255).', () => {
    const outcome = introspect('token=x');
    if (outcome.kind === 'rejectToken') throw new Error(outcome.rule.name);
    expect(() => Object.assign(outcome.asker, { kind: 'owner', subject: 'user-2' })).toThrow(TypeError);
  });
});
