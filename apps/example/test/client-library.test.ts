import * as oauth from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { allow } from './browser-session.ts';
import { type LibraryFlow, runLibraryFlow } from './library-flow.ts';
import { clientsFile, redirectUriOf } from './registered-client.ts';
import { adapters } from './start-example.ts';
import { useExample } from './use-example.ts';

type ClientAndMethod = Pick<LibraryFlow, 'clientId' | 'authentication' | 'method'>;

describe.each(adapters)('Served by %s, a third-party client library runs the whole flow', (ADAPTER) => {
  const example = useExample({ ADAPTER, CLIENTS: clientsFile });

  const run = (flow: ClientAndMethod, knowsIss = true): Promise<oauth.TokenEndpointResponse> => {
    const { serverUrl } = example;
    const server: oauth.AuthorizationServer = {
      issuer: serverUrl,
      authorization_endpoint: `${serverUrl}/oauth/authorize`,
      token_endpoint: `${serverUrl}/oauth/token`,
      authorization_response_iss_parameter_supported: knowsIss,
    };
    const full = { ...flow, redirectUri: redirectUriOf(flow.clientId), scope: 'read write' };
    return runLibraryFlow(server, full, (url) => allow(serverUrl, url));
  };

  it.each<[string, ClientAndMethod]>([
    ['with S256, as a public client', { clientId: 's256', authentication: oauth.None(), method: 'S256' }],
    [
      'with plain, as a client that registered it',
      { clientId: 'plain', authentication: oauth.None(), method: 'plain' },
    ],
    [
      'with client_secret_basic',
      { clientId: 'basic', authentication: oauth.ClientSecretBasic('a secret: with+marks%20'), method: 'S256' },
    ],
    [
      'with client_secret_post',
      { clientId: 'post', authentication: oauth.ClientSecretPost('another secret'), method: 'S256' },
    ],
    [
      'with client_secret_basic, as a client that registered client_secret_post',
      { clientId: 'post', authentication: oauth.ClientSecretBasic('another secret'), method: 'S256' },
    ],
    [
      'with client_secret_post, as a client that registered client_secret_basic',
      { clientId: 'basic', authentication: oauth.ClientSecretPost('a secret: with+marks%20'), method: 'S256' },
    ],
    [
      'without PKCE, as a confidential client registered with require_pkce false',
      { clientId: 'no-pkce', authentication: oauth.ClientSecretPost('a third secret'), method: 'none' },
    ],
  ])('%s', async (_title, flow) => {
    const tokens = await run(flow);
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 600, scope: 'read write' });
    const me = await fetch(`${example.serverUrl}/me`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect(await me.json()).toEqual({ sub: 'user-1', client_id: flow.clientId, scope: 'read write' });
  });

  it('and is rejected with plain if the client did not register it', async () => {
    await expect(run({ clientId: 's256', authentication: oauth.None(), method: 'plain' })).rejects.toThrow();
  });

  it('and is rejected with a wrong secret', async () => {
    const flow = { clientId: 'basic', authentication: oauth.ClientSecretBasic('wrong'), method: 'S256' } as const;
    await expect(run(flow)).rejects.toMatchObject({ status: 401 });
  });

  it('and reads the error code after a wrong secret in the form: no challenge is in its way', async () => {
    const flow = { clientId: 'post', authentication: oauth.ClientSecretPost('wrong'), method: 'S256' } as const;
    await expect(run(flow)).rejects.toMatchObject({ status: 401, error: 'invalid_client' });
  });

  it('without iss only if it does not expect one', async () => {
    const flow = { clientId: 'no-iss', authentication: oauth.None(), method: 'S256' } as const;
    await expect(run(flow)).rejects.toThrow('iss');
    expect(await run(flow, false)).toMatchObject({ token_type: 'bearer' });
  });
});
