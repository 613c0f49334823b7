import { clientList } from '@codegrant/server';
import * as oauth from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { allow, browserSession } from './browser-session.ts';
import { insecure, runLibraryFlow } from './library-flow.ts';
import { codeFrom, refreshTokenIn, startWalk } from './reference/walk.ts';
import { clientsFile, redirectUriOf } from './registered-client.ts';
import { policy, refreshing } from './snippets/refresh-tokens.ts';
import { adapters } from './start-example.ts';
import { useExample } from './use-example.ts';

describe.each(adapters)('Served by %s, a third-party client library', (ADAPTER) => {
  const example = useExample({ ADAPTER, CLIENTS: clientsFile });

  const serverOf = (): oauth.AuthorizationServer => ({
    issuer: example.serverUrl,
    authorization_endpoint: `${example.serverUrl}/oauth/authorize`,
    token_endpoint: `${example.serverUrl}/oauth/token`,
    authorization_response_iss_parameter_supported: true,
  });

  it.each<[string, string, oauth.ClientAuth]>([
    ['a public client', 'refreshing', oauth.None()],
    ['a confidential client', 'refreshing-with-secret', oauth.ClientSecretBasic('a refreshing secret')],
  ])('refreshes as %s, with the whole scope and with a part of it', async (_what, clientId, authentication) => {
    const server = serverOf();
    const client: oauth.Client = { client_id: clientId };
    const flow = {
      clientId,
      authentication,
      method: 'S256',
      redirectUri: redirectUriOf(clientId),
      scope: 'read write',
    };
    const issued = await runLibraryFlow(server, { ...flow, method: 'S256' }, (url) => allow(example.serverUrl, url));
    const refresh = async (token: string, scope = ''): Promise<oauth.TokenEndpointResponse> => {
      const additionalParameters = new URLSearchParams(scope === '' ? {} : { scope });
      const response = await oauth.refreshTokenGrantRequest(server, client, authentication, token, {
        ...insecure,
        additionalParameters,
      });
      return oauth.processRefreshTokenResponse(server, client, response);
    };
    const first = await refresh(issued.refresh_token ?? '');
    expect(first).toMatchObject({ token_type: 'bearer', expires_in: 600, scope: 'read write' });
    // As if the answer was lost.
    expect((await refresh(issued.refresh_token ?? '')).refresh_token).toBe(first.refresh_token);
    const second = await refresh(first.refresh_token ?? '', 'read');
    const me = await fetch(`${example.serverUrl}/me`, { headers: { authorization: `Bearer ${second.access_token}` } });
    expect(await me.json()).toEqual({ sub: 'user-1', client_id: clientId, scope: 'read' });
    await expect(refresh(issued.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('refreshes in the demo client, whose browser never has the refresh token in a cookie', async () => {
    const { clientUrl, serverUrl } = example;
    const browser = browserSession(clientUrl);
    const tokensIn = async (response: Response): Promise<Readonly<Record<string, string>>> =>
      JSON.parse(/<pre id="tokens">([^<]*)</.exec(await response.text())?.[1]?.replaceAll('&quot;', '"') ?? '{}');
    const started = await browser.post('/start', {});
    const callback = await allow(serverUrl, started.headers.get('location') ?? '');
    const issued = await browser.get(callback.href);
    const cookie = issued.headers.getSetCookie().join();
    const first = await tokensIn(issued);
    const second = await tokensIn(await browser.post('/refresh', {}));
    const third = await tokensIn(await browser.post('/refresh', {}));
    const tokens = [first, second, third].flatMap(({ access_token, refresh_token }) => [access_token, refresh_token]);
    expect(new Set(tokens).size).toBe(6);
    expect(cookie).not.toContain(first['refresh_token']);
    expect((await browserSession(clientUrl).post('/refresh', {})).status).toBe(400);
    const foreign = await fetch(`${clientUrl}/refresh`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
  });

  it('gets no refresh token as a client that is not registered for them', async () => {
    const flow = { clientId: 's256', redirectUri: redirectUriOf('s256'), scope: 'read', method: 'S256' } as const;
    const tokens = await runLibraryFlow(serverOf(), { ...flow, authentication: oauth.None() }, (url) =>
      allow(example.serverUrl, url),
    );
    expect(tokens).not.toHaveProperty('refresh_token');
  });
});

it('The policy and the client of the README get refresh tokens, and refresh.', async () => {
  const client = refreshing({ client_id: 'app', redirect_uris: ['https://app.example/callback'] });
  const walk = startWalk({ policy, clients: clientList([client]) });
  const refreshToken = refreshTokenIn(await (await walk.redeem(await codeFrom(walk))).json());
  expect((await walk.refresh(refreshToken)).status).toBe(200);
});
