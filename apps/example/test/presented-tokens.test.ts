import { introspectedTokens } from '@codegrant/server';
import * as oauth from 'oauth4webapi';
import { AuthorizationCode } from 'simple-oauth2';
import { describe, expect, it } from 'vitest';
import { allow, signedInBrowser } from './browser-session.ts';
import { discover, insecure, runLibraryFlow } from './library-flow.ts';
import { newApiKey } from './new-api-key.ts';
import { newTokenRequest } from './new-token-request.ts';
import { clientsFile, redeem, redirectUriOf } from './registered-client.ts';
import { adapters } from './start-example.ts';
import { statusOfMe } from './status-of-me.ts';
import { useExample } from './use-example.ts';

const withSecret = 'refreshing-with-secret';
const secret = 'a refreshing secret';

describe.each(adapters)('Served by %s, tokens are revoked and introspected', (ADAPTER) => {
  const example = useExample({ ADAPTER, CLIENTS: clientsFile });

  const status = (accessToken: string): Promise<number> => statusOfMe(example.serverUrl, accessToken);

  const apiKeyOf = async (user: string): Promise<string> => newApiKey(await signedInBrowser(example.serverUrl, user));

  it.each<[string, oauth.ClientAuth]>([
    ['refreshing', oauth.None()],
    [withSecret, oauth.ClientSecretBasic(secret)],
    [withSecret, oauth.ClientSecretPost(secret)],
  ])('with oauth4webapi, by the client %s: first an access token, then the refresh token', async (clientId, auth) => {
    const server = await discover(example.serverUrl);
    const client: oauth.Client = { client_id: clientId };
    const flow = { clientId, authentication: auth, method: 'S256', redirectUri: redirectUriOf(clientId) } as const;
    const issued = await runLibraryFlow(server, { ...flow, scope: 'read write' }, (url) =>
      allow(example.serverUrl, url),
    );
    const refresh = async (token: string): Promise<oauth.TokenEndpointResponse> =>
      oauth.processRefreshTokenResponse(
        server,
        client,
        await oauth.refreshTokenGrantRequest(server, client, auth, token, insecure),
      );
    const revoke = async (token = ''): Promise<void> => {
      const response = await oauth.revocationRequest(server, client, auth, token, insecure);
      await oauth.processRevocationResponse(response);
    };

    await revoke(issued.access_token);
    expect(await status(issued.access_token)).toBe(401);
    const next = await refresh(issued.refresh_token ?? '');
    expect(await status(next.access_token)).toBe(200);
    await revoke(next.refresh_token);
    expect(await status(next.access_token)).toBe(401);
    await expect(refresh(next.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
    await revoke('no such token');
  });

  it('with oauth4webapi, which reads every member of an introspection', async () => {
    const server = await discover(example.serverUrl);
    const client: oauth.Client = { client_id: withSecret };
    const auth = oauth.ClientSecretBasic(secret);
    const flow = { clientId: withSecret, authentication: auth, method: 'S256' } as const;
    const issued = await runLibraryFlow(
      server,
      { ...flow, redirectUri: redirectUriOf(withSecret), scope: 'read' },
      (url) => allow(example.serverUrl, url),
    );
    const introspect = async (token = '', as = client, by: oauth.ClientAuth = auth): Promise<unknown> =>
      oauth.processIntrospectionResponse(server, as, await oauth.introspectionRequest(server, as, by, token, insecure));
    const now = Date.now() / 1000;
    const answer = await introspect(issued.access_token);
    expect(answer).toEqual({
      active: true,
      iss: example.serverUrl,
      client_id: withSecret,
      sub: 'user-1',
      scope: 'read',
      exp: expect.any(Number),
      iat: expect.any(Number),
      token_type: 'Bearer',
    });
    expect(Math.abs((answer as { exp: number }).exp - now - 600)).toBeLessThan(60);
    expect(await introspect(issued.refresh_token)).toMatchObject({ active: true, scope: 'read' });
    const other = oauth.ClientSecretBasic('a secret: with+marks%20');
    expect(await introspect(issued.access_token, { client_id: 'basic' }, other)).toEqual({ active: false });
    await expect(introspect(issued.access_token, { client_id: 's256' }, oauth.None())).rejects.toMatchObject({
      error: 'invalid_client',
    });
  });

  it('with simple-oauth2, which revokes the access token and then the refresh token', async () => {
    const client = new AuthorizationCode({
      client: { id: withSecret, secret },
      auth: { tokenHost: example.serverUrl, tokenPath: '/oauth/token', revokePath: '/oauth/revoke' },
    });
    const form = await newTokenRequest(example.serverUrl, withSecret, { scope: 'read' });
    const { code = '', redirect_uri = '', code_verifier = '' } = form;
    const parameters = { code, redirect_uri, code_verifier };
    const token = await client.getToken(parameters);
    const accessToken = String(token.token['access_token']);
    expect(await status(accessToken)).toBe(200);
    await token.revokeAll();
    expect(await status(accessToken)).toBe(401);
    await expect(token.refresh()).rejects.toMatchObject({ output: { statusCode: 400 } });
  });

  it('by an API on another machine: it accepts the access tokens of every client, and no refresh token', async () => {
    const { body } = await redeem(example.serverUrl, await newTokenRequest(example.serverUrl, 'refreshing'));
    const { find } = introspectedTokens({
      introspectionEndpoint: `${example.serverUrl}/oauth/introspect`,
      clientId: 'api',
      clientSecret: 'the secret of the API',
      issuer: example.serverUrl,
    });
    expect(await find(body['access_token'] ?? '')).toMatchObject({
      subject: 'user-1',
      clientId: 'refreshing',
      scope: ['read'],
    });
    expect(await find(body['refresh_token'] ?? '')).toBeUndefined();
    expect(await find('no such token')).toBeUndefined();
  });

  it('by a user with an API key, who sends JSON as SDKs do, and learns nothing about the tokens of another user', async () => {
    const { body } = await redeem(example.serverUrl, await newTokenRequest(example.serverUrl, 's256'));
    const introspect = async (key: string): Promise<readonly [number, unknown]> => {
      const response = await fetch(`${example.serverUrl}/oauth/introspect`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ token: body['access_token'] }),
      });
      return [response.status, await response.json()];
    };
    expect(await introspect(await apiKeyOf('demo'))).toEqual([
      200,
      expect.objectContaining({ active: true, client_id: 's256', scope: 'read' }),
    ]);
    expect(await introspect(await apiKeyOf('alice'))).toEqual([200, { active: false }]);
    // An access token is no API key.
    expect(await introspect(body['access_token'] ?? '')).toEqual([
      401,
      expect.objectContaining({ error: 'invalid_client' }),
    ]);
  });
});
