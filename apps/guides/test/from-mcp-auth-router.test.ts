import { memoryAccessTokens, memoryConsents, memoryGrants, memoryStore, returnPath } from '@codegrant/server';
import type { OAuthServerProvider } from '@modelcontextprotocol/sdk/server/auth/provider.js';
import type { OAuthClientInformationFull } from '@modelcontextprotocol/sdk/shared/auth.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from '../../mcp/src/listen.ts';
import { sdkClients } from '../../mcp/test/sdk-clients.ts';
import { clientsOf } from '../src/clients-of-store.ts';
import { appWith } from '../src/mcp-auth-router-after.ts';
import { appWith as oldAppWith } from '../src/mcp-auth-router-before.ts';
import { moveGrant } from '../src/move-tokens.ts';
import { answerWith } from './answer-mcp.ts';
import { allow, newBrowser } from './browser.ts';
import { mailServer } from './mail-server.ts';

const redirectUrl = 'http://127.0.0.1:8123/callback';
const now = Math.floor(Date.now() / 1000);

/** As the router registered it. */
const oldClient: OAuthClientInformationFull = {
  client_id: 'a7d3f1c2-0000-4000-8000-000000000000',
  client_id_issued_at: now - 1000,
  client_secret: 'b2f6c6f1e9a04f0d8e3f7a5c1b9d2e4f6a8b0c2d4e6f8a0b1c3d5e7f9a1b3c5d',
  client_secret_expires_at: now + 1000,
  redirect_uris: [redirectUrl],
  client_name: 'An old client',
  token_endpoint_auth_method: 'client_secret_post',
};

const start = async (registered: readonly OAuthClientInformationFull[] = []) => {
  const { url, serve, close } = await listen(0);
  onTestFinished(close);
  const storage = {
    store: memoryStore(),
    consents: memoryConsents(),
    grants: memoryGrants(),
    accessTokens: memoryAccessTokens(),
  };
  const app = appWith(
    url,
    {
      clients: clientsOf({ getClient: (id) => registered.find(({ client_id }) => client_id === id) }),
      owner: { identify: ({ headers }) => (headers.cookie === 'session=ada' ? { subject: 'ada' } : undefined) },
      consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
      registrationKeys: [crypto.getRandomValues(new Uint8Array(32))],
      storage,
    },
    answerWith(mailServer),
  );
  app.get('/login', (request, response) => {
    response.set('set-cookie', 'session=ada').redirect(303, returnPath(request.query['return_to']) ?? '/');
  });
  serve(app);
  return { url, storage };
};

const person = async (url: URL): Promise<URL> => {
  const browser = newBrowser((at) => at.startsWith(redirectUrl));
  return allow(browser, await browser.open(url.href));
};

const send = (url: string, form: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form) });

/** A provider of the old app. Its redirect shows which redirect URI it was given. */
const oldProvider: OAuthServerProvider = {
  clientsStore: {
    getClient: (id) => (id === oldClient.client_id ? oldClient : undefined),
    registerClient: () => oldClient,
  },
  authorize: async (_client, { redirectUri }, response) => response.redirect(`${redirectUri}?code=a`),
  challengeForAuthorizationCode: async () => '',
  exchangeAuthorizationCode: async () => ({ access_token: 'a', token_type: 'Bearer' }),
  exchangeRefreshToken: async () => ({ access_token: 'a', token_type: 'Bearer' }),
  verifyAccessToken: async (token) => ({ token, clientId: 'app', scopes: [] }),
  revokeToken: async () => undefined,
};

const startOld = async (): Promise<string> => {
  const { url, serve, close } = await listen(0);
  onTestFinished(close);
  serve(oldAppWith(url, oldProvider, answerWith(mailServer)));
  return url;
};

const metadataOf = async (url: string): Promise<unknown> =>
  (await fetch(`${url}/.well-known/oauth-authorization-server`)).json();

const endpointsOf = (url: string) => ({
  issuer: `${url}/`,
  authorization_endpoint: `${url}/authorize`,
  token_endpoint: `${url}/token`,
  registration_endpoint: `${url}/register`,
  revocation_endpoint: `${url}/revoke`,
});

describe('mcpAuthRouter', () => {
  it('is as its guide says: its issuer ends with a slash, it answers an unknown client with 400, and needs no redirect URI.', async () => {
    const url = await startOld();
    expect(await metadataOf(url)).toMatchObject(endpointsOf(url));
    expect((await fetch(`${url}/authorize?client_id=nobody`)).status).toBe(400);
    expect((await send(`${url}/token`, { client_id: 'nobody' })).status).toBe(400);
    const challenge = 'response_type=code&code_challenge=a&code_challenge_method=S256';
    const asked = `${url}/authorize?client_id=${oldClient.client_id}&${challenge}`;
    expect((await fetch(asked, { redirect: 'manual' })).headers.get('location')).toBe(`${redirectUrl}?code=a`);
  });
});

describe('The app that had mcpAuthRouter', () => {
  it.each(sdkClients)('serves a client of %s from registration to the answer of a tool.', async (_name, client) => {
    const { url } = await start();
    const { call, tokens } = client({ resource: `${url}/mcp`, redirectUrl, person });
    expect(await call('who_am_i')).toMatchObject({ content: [{ text: 'You are ada.' }] });
    expect(tokens()?.refresh_token).toMatch(/^[\w-]{43}$/);
  });

  it('has the issuer and the endpoints of the router.', async () => {
    const { url } = await start();
    expect(await metadataOf(url)).toMatchObject(endpointsOf(url));
  });

  it('answers an unknown client with 404 in the browser, and with 401 at the token endpoint.', async () => {
    const { url } = await start();
    const asked = new URLSearchParams({ client_id: 'nobody', redirect_uri: redirectUrl });
    expect((await fetch(`${url}/authorize?${asked}`)).status).toBe(404);
    expect((await send(`${url}/token`, { grant_type: 'refresh_token', client_id: 'nobody' })).status).toBe(401);
    expect((await fetch(`${url}/authorize?client_id=${oldClient.client_id}`)).status).toBe(400);
  });

  it('keeps the clients, the refresh tokens and the access tokens that the old provider issued.', async () => {
    const { url, storage } = await start([oldClient]);
    const old = {
      subject: 'ada',
      clientId: oldClient.client_id,
      scope: 'read',
      resources: `${url}/mcp`,
      createdAt: now - 1000,
      refreshToken: { value: 'an old refresh token', expiresAt: now + 1000 },
      accessToken: { value: 'an-old-access-token', expiresAt: now + 1000 },
    };
    await moveGrant(old, storage.grants, storage.accessTokens);
    const statusWith = async (token: string): Promise<number> => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${url}/mcp`, { method: 'POST', headers, body: '{}' })).status;
    };
    expect(await statusWith('another-token')).toBe(401);
    expect(await statusWith('an-old-access-token')).not.toBe(401);
    const { client_id, client_secret = '' } = oldClient;
    const form = { grant_type: 'refresh_token', refresh_token: 'an old refresh token', client_id, client_secret };
    const refreshed = await send(`${url}/token`, form);
    expect(refreshed.status).toBe(200);
    const { access_token } = (await refreshed.json()) as { access_token: string };
    expect(await statusWith(access_token)).not.toBe(401);
  });

  it('lets a client with an expired secret register again.', async () => {
    const { url } = await start([{ ...oldClient, client_secret_expires_at: now - 1 }]);
    const { client_id, client_secret = '' } = oldClient;
    const answer = await send(`${url}/token`, {
      grant_type: 'refresh_token',
      refresh_token: 'a',
      client_id,
      client_secret,
    });
    expect([answer.status, await answer.json()]).toMatchObject([401, { error: 'invalid_client' }]);
  });

  it('names the old client that cannot be moved.', async () => {
    const clients = clientsOf({ getClient: () => ({ ...oldClient, redirect_uris: ['http://app.example/callback'] }) });
    await expect(clients.find(oldClient.client_id)).rejects.toThrow(oldClient.client_id);
  });
});
