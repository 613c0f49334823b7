import { createServer } from 'node:http';
import { once } from 'node:events';
import { privateKeyJwt } from '@codegrant/client-assertions';
import { toNodeHandler } from '@codegrant/node';
import {
  clientCredentials,
  clientList,
  createAuthorizationServer,
  defineClient,
  introspection,
  revocation,
} from '@codegrant/server';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ClientKey, makeKey, registration, serverOptions } from './fixtures/client.ts';

const redirectUri = 'https://app.example/cb';

/** Starts a server under the URL that is its issuer, as the libraries need it, with the time of now. */
const startFor = async ({ jwk }: ClientKey): Promise<URL> => {
  const http = createServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => void http.close());
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  const issuer = `http://127.0.0.1:${address.port}`;
  const client = defineClient({
    ...registration,
    jwks: { keys: [jwk] },
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    consent: 'skip',
    scope: 'read',
  });
  const { now: _now, ...options } = serverOptions();
  const server = createAuthorizationServer({
    ...options,
    policy: {
      issuer,
      insecureIssuer: 'allow',
      scopes: { read: { name: 'Read' } },
      defaultScope: ['read'],
      refreshTokens: 'always',
    },
    clients: clientList([client]),
    clientAssertions: privateKeyJwt(),
    grantTypes: [clientCredentials],
    endpoints: [revocation, introspection()],
  });
  http.on('request', toNodeHandler(server));
  return new URL(issuer);
};

/** Where the server sends the browser of a user who is signed in. */
const callbackOf = async (url: URL): Promise<URL> => {
  const response = await fetch(url, { redirect: 'manual' });
  return new URL(response.headers.get('location') ?? '');
};

const algorithms = ['ES256', 'PS256', 'RS256', 'Ed25519'];

describe.each(algorithms)('With %s,', (alg) => {
  it('openid-client gets, refreshes, introspects and revokes tokens (R379).', async () => {
    const key = await makeKey(alg, 'key-1');
    const issuer = await startFor(key);
    const config = await openid.discovery(
      issuer,
      'signer',
      undefined,
      openid.PrivateKeyJwt({ key: key.privateKey, kid: 'key-1' }),
      { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] },
    );
    const pkceCodeVerifier = openid.randomPKCECodeVerifier();
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'read',
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    const granted = await openid.authorizationCodeGrant(config, await callbackOf(url), { pkceCodeVerifier });
    const refreshed = await openid.refreshTokenGrant(config, granted.refresh_token ?? '');
    expect((await openid.tokenIntrospection(config, refreshed.access_token)).active).toBe(true);
    await openid.tokenRevocation(config, refreshed.access_token);
    expect((await openid.tokenIntrospection(config, refreshed.access_token)).active).toBe(false);
    expect((await openid.clientCredentialsGrant(config, { scope: 'read' })).scope).toBe('read');
  });

  it('oauth4webapi gets, refreshes, introspects and revokes tokens (R379).', async () => {
    const key = await makeKey(alg, 'key-1');
    const issuer = await startFor(key);
    const insecure = { [oauth.allowInsecureRequests]: true };
    const server = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }),
    );
    const client: oauth.Client = { client_id: 'signer' };
    const authentication = oauth.PrivateKeyJwt({ key: key.privateKey, kid: 'key-1' });
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      authentication,
      { scope: 'read' },
      insecure,
    );
    const { access_token: token } = await oauth.processClientCredentialsResponse(server, client, response);
    const isActive = async () =>
      (
        await oauth.processIntrospectionResponse(
          server,
          client,
          await oauth.introspectionRequest(server, client, authentication, token, insecure),
        )
      ).active;
    expect(await isActive()).toBe(true);
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(server, client, authentication, token, insecure),
    );
    expect(await isActive()).toBe(false);
  });
});
