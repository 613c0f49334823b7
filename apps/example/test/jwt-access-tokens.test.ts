import { generateSigningKey } from '@codegrant/jwt';
import { createRemoteJWKSet, errors, type JWK, jwtVerify, type RemoteJWKSetOptions } from 'jose';
import * as oauth from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { signedInBrowser } from './browser-session.ts';
import { read } from './documents.ts';
import { discover, insecure } from './library-flow.ts';
import { newTokenRequest } from './new-token-request.ts';
import { clientsFile, redeem } from './registered-client.ts';
import { describeWithSqlite } from './shared-storage.ts';
import { adapters } from './start-example.ts';
import { statusOfMe } from './status-of-me.ts';
import { exampleForTest, restartableExample, useExample } from './use-example.ts';

const clientId = 'refreshing';

/** Gets tokens for the user demo. */
const tokensOf = async (serverUrl: string): Promise<{ readonly access: string; readonly refresh: string }> => {
  const { body } = await redeem(serverUrl, await newTokenRequest(serverUrl, clientId));
  return { access: body['access_token'] ?? '', refresh: body['refresh_token'] ?? '' };
};

describe.each(adapters)('Served by %s, with ACCESS_TOKENS=jwt,', (ADAPTER) => {
  const example = useExample({ ADAPTER, ACCESS_TOKENS: 'jwt', CLIENTS: clientsFile });

  const introspect = async (token: string): Promise<unknown> => {
    const body = new URLSearchParams({ token, client_id: 'api', client_secret: 'the secret of the API' });
    return (await fetch(`${example.serverUrl}/oauth/introspect`, { method: 'POST', body })).json();
  };

  it('a client library verifies an access token with the keys that the metadata names.', async () => {
    const { serverUrl } = example;
    const { access } = await tokensOf(serverUrl);
    const metadata = await discover(serverUrl);
    expect(metadata.jwks_uri).toBe(`${serverUrl}/oauth/jwks`);
    const request = new Request(`${serverUrl}/me`, { headers: { authorization: `Bearer ${access}` } });
    const claims = await oauth.validateJwtAccessToken(metadata, request, `${serverUrl}/me`, insecure);
    expect(claims).toMatchObject({ iss: serverUrl, sub: 'user-1', client_id: clientId, scope: 'read' });
    expect(claims.exp - claims.iat).toBe(300);
  });

  it('the API accepts an access token, and introspection names its audience.', async () => {
    const { serverUrl } = example;
    const { access } = await tokensOf(serverUrl);
    const response = await fetch(`${serverUrl}/me`, { headers: { authorization: `Bearer ${access}` } });
    expect(await response.json()).toEqual({ sub: 'user-1', client_id: clientId, scope: 'read' });
    expect(await introspect(access)).toEqual({
      active: true,
      iss: serverUrl,
      client_id: clientId,
      sub: 'user-1',
      scope: 'read',
      aud: `${serverUrl}/me`,
      exp: expect.any(Number),
      iat: expect.any(Number),
      token_type: 'Bearer',
    });
  });

  it('an access token is refused at once if its user removes the access of the client.', async () => {
    const { serverUrl } = example;
    const { access } = await tokensOf(serverUrl);
    const browser = await signedInBrowser(serverUrl);
    expect((await browser.post('/remove-access', { client_id: clientId })).status).toBe(200);
    expect([await statusOfMe(serverUrl, access), await introspect(access)]).toEqual([401, { active: false }]);
  });

  it('a client is told that it cannot revoke an access token alone, and the token stays valid.', async () => {
    const { serverUrl } = example;
    const { access } = await tokensOf(serverUrl);
    const body = new URLSearchParams({ token: access, client_id: clientId });
    const response = await fetch(`${serverUrl}/oauth/revoke`, { method: 'POST', body });
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'unsupported_token_type' }]);
    expect(await statusOfMe(serverUrl, access)).toBe(200);
  });

  it('a token of another example is refused.', async () => {
    const { serverUrl } = await exampleForTest({ ACCESS_TOKENS: 'jwt', CLIENTS: clientsFile });
    const { access } = await tokensOf(serverUrl);
    expect(await statusOfMe(example.serverUrl, access)).toBe(401);
  });
});

it('By default, access tokens are opaque, and no keys are published.', async () => {
  const { serverUrl } = await exampleForTest({ CLIENTS: clientsFile });
  expect((await tokensOf(serverUrl)).access).toMatch(/^[\w-]{43}$/);
  expect((await fetch(`${serverUrl}/oauth/jwks`)).status).toBe(404);
  expect(await discover(serverUrl)).not.toHaveProperty('jwks_uri');
});

/** The lists of keys in docs/key-rotation.md, in their order. */
const steps = Array.from(read('docs/key-rotation.md').matchAll(/^\| .* \| `keys: \[(.*)\]` \|/gm), ([, names = '']) =>
  names.split(', '),
);

/** An example that can be restarted with other keys. */
interface Restartable {
  readonly serverUrl: string;
  readonly restart: (keys: readonly JWK[]) => Promise<void>;
}

/** An example that keeps its data over a restart. */
const restartable = async (STORE: string): Promise<Restartable> => {
  const { serverUrl, start } = await restartableExample({ STORE, CLIENTS: clientsFile, ACCESS_TOKENS: 'jwt' });
  return { serverUrl, restart: (keys) => start({ SIGNING_KEYS: JSON.stringify(keys) }) };
};

/** An API that verifies tokens with jose, and fetches the keys when it needs them. Returns the name of the key. */
const apiOf = (serverUrl: string, options?: RemoteJWKSetOptions): ((token: string) => Promise<unknown>) => {
  const keySet = createRemoteJWKSet(new URL(`${serverUrl}/oauth/jwks`), options);
  const expected = { issuer: serverUrl, audience: `${serverUrl}/me`, typ: 'at+jwt' };
  return async (token) => (await jwtVerify(token, keySet, expected)).protectedHeader.kid;
};

describeWithSqlite('An example that is restarted with other SIGNING_KEYS', (store) => {
  it('changes its key in the steps of docs/key-rotation.md: until the last step, neither jose nor the server refuses a token (R269).', async () => {
    const keys: Readonly<Record<string, JWK>> = {
      oldKey: await generateSigningKey('ES256'),
      newKey: await generateSigningKey('EdDSA'),
    };
    expect(steps).toEqual([['oldKey'], ['oldKey', 'newKey'], ['newKey', 'oldKey'], ['newKey']]);
    const { restart, serverUrl } = await restartable(store());
    const fetchesAgain = apiOf(serverUrl, { cooldownDuration: 0 });
    const tokens: string[] = [];
    const signers: unknown[] = [];
    let api = apiOf(serverUrl);
    for (const names of steps) {
      await restart(names.flatMap((name) => keys[name] ?? []));
      const { access } = await tokensOf(serverUrl);
      signers.push(await fetchesAgain(access));
      // It has the keys of one step ago.
      await api(access);
      api = apiOf(serverUrl);
      for (const token of [access, ...tokens.slice(-1)]) {
        await api(token);
        expect(await statusOfMe(serverUrl, token)).toBe(200);
      }
      tokens.push(access);
    }
    const [oldKid, newKid] = [keys['oldKey']?.kid, keys['newKey']?.kid];
    expect(signers).toEqual([oldKid, oldKid, newKid, newKid]);
    const [first = ''] = tokens;
    await expect(api(first)).rejects.toThrow(errors.JWKSNoMatchingKey);
    expect(await statusOfMe(serverUrl, first)).toBe(401);
  });

  it('accepts an access token that it issued before, if the key is the same, and refuses it if its user removed the access meanwhile.', async () => {
    const key = await generateSigningKey();
    const { restart, serverUrl } = await restartable(store());
    await restart([key]);
    const { access } = await tokensOf(serverUrl);
    await restart([key]);
    expect(await statusOfMe(serverUrl, access)).toBe(200);
    const browser = await signedInBrowser(serverUrl);
    await browser.post('/remove-access', { client_id: clientId });
    await restart([key]);
    expect(await statusOfMe(serverUrl, access)).toBe(401);
  });
});
