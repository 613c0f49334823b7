import { defineClient, hashClientSecret, InvalidSettings, isConfidential, readClient } from '@codegrant/core';
import { describe, expect, it } from 'vitest';

const metadata = { client_id: 'app', redirect_uris: ['https://app.example/cb'] };

describe('A client', () => {
  it('without a secret is public, with a safe default for everything.', () => {
    const client = defineClient(metadata);
    expect(client).toEqual({
      client_id: 'app',
      client_name: 'app',
      client_uri: undefined,
      logo_uri: undefined,
      policy_uri: undefined,
      tos_uri: undefined,
      redirect_uris: ['https://app.example/cb'],
      token_endpoint_auth_methods: ['none'],
      client_secret_hashes: [],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      scope: undefined,
      require_pkce: true,
      code_challenge_methods: undefined,
      loopback_port: 'any',
      token_redirect_uri: 'required',
    });
    expect(isConfidential(client)).toBe(false);
  });

  it('with a secret may use either way, and the secret is not kept.', () => {
    const client = defineClient({ ...metadata, client_secret: 'a-secret' });
    expect(client.token_endpoint_auth_methods).toEqual(['client_secret_basic', 'client_secret_post']);
    expect(client.client_secret_hashes).toEqual([hashClientSecret('a-secret')]);
    expect(JSON.stringify(client)).not.toContain('a-secret');
    expect(isConfidential(client)).toBe(true);
  });

  it('that names a way uses that way alone.', () => {
    for (const token_endpoint_auth_method of ['client_secret_basic', 'client_secret_post'] as const)
      expect(
        defineClient({ ...metadata, client_secret: 'x', token_endpoint_auth_method }).token_endpoint_auth_methods,
      ).toEqual([token_endpoint_auth_method]);
  });

  it('may have several secrets at once, so that they can be changed.', () => {
    const hashes = [hashClientSecret('old')];
    const client = defineClient({ ...metadata, client_secret: 'new', client_secret_hashes: hashes });
    expect(client.client_secret_hashes).toEqual([hashClientSecret('old'), hashClientSecret('new')]);
  });

  it('is what its registration says.', () => {
    const given = {
      ...metadata,
      client_name: 'App',
      client_uri: 'http://app.example',
      logo_uri: 'https://app.example/logo',
      policy_uri: 'https://app.example/policy',
      tos_uri: 'https://app.example/tos',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code', 'token'],
      code_challenge_methods: ['plain'],
      loopback_port: 'exact',
      token_redirect_uri: 'optional',
    } as const;
    expect(defineClient({ ...given, scope: 'a b a' })).toMatchObject({ ...given, scope: ['a', 'b'] });
  });

  it('that can not be one says so by its name, with every problem.', () => {
    const define = (): unknown =>
      defineClient({
        client_id: 'app',
        redirect_uris: ['x'],
        require_pkce: false,
        token_endpoint_auth_method: 'client_secret_basic',
      });
    expect(define).toThrow(InvalidSettings);
    expect(define).toThrow(
      'client "app": redirect_uris.0 "x" is not an absolute URI: write it whole, as in https://client.example/callback. ' +
        'token_endpoint_auth_method client_secret_basic needs a client_secret or client_secret_hashes. ' +
        'require_pkce can not be false for a client without a secret: nothing else binds its code to it.',
    );
  });

  it('that is no object is refused, not thrown at.', () => {
    for (const none of [undefined, null, 'app', 7])
      expect(readClient(none)).toEqual({
        kind: 'invalid',
        problems: ['the value must be an object with the members of a client registration.'],
      });
    expect(readClient({})).toMatchObject({
      kind: 'invalid',
      problems: ['client_id is missing.', 'redirect_uris is missing.'],
    });
    expect(readClient({ client_id: 7, redirect_uris: 7 })).toMatchObject({
      problems: ['client_id must be a string.', 'redirect_uris must be a list.'],
    });
  });
});
