import { join } from 'node:path';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow } from './browser-session.ts';
import { type Example, startExample } from './start-example.ts';

let example: Example;

/** What a client library is told of the server. */
const server = (): oauth.AuthorizationServer => ({
  issuer: example.serverUrl,
  authorization_endpoint: `${example.serverUrl}/oauth/authorize`,
  token_endpoint: `${example.serverUrl}/oauth/token`,
  authorization_response_iss_parameter_supported: true,
});

interface Flow {
  readonly clientId: string;
  readonly authentication: oauth.ClientAuth;
  readonly method: 'S256' | 'plain' | 'none';
}

const challengeOf = async (method: Flow['method'], verifier: string): Promise<Record<string, string>> => {
  switch (method) {
    case 'S256':
      return { code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
    case 'plain':
      return { code_challenge: verifier, code_challenge_method: 'plain' };
    case 'none':
      return {};
  }
};

const runFlow = async ({ clientId, authentication, method }: Flow): Promise<oauth.TokenEndpointResponse> => {
  const client: oauth.Client = { client_id: clientId };
  const redirectUri = `https://${clientId}.example/cb`;
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const request = { client_id: clientId, redirect_uri: redirectUri, response_type: 'code', scope: 'read write', state };
  const query = new URLSearchParams({ ...request, ...(await challengeOf(method, verifier)) });
  const answer = await allow(example.serverUrl, `/oauth/authorize?${query}`);
  const parameters = oauth.validateAuthResponse(server(), client, answer, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server(),
    client,
    authentication,
    parameters,
    redirectUri,
    method === 'none' ? oauth.nopkce : verifier,
    { [oauth.allowInsecureRequests]: true },
  );
  return oauth.processAuthorizationCodeResponse(server(), client, response);
};

describe.each(['fastify', 'node', 'fetch'])(
  'Served by %s, a client library that is not ours runs the whole flow',
  (ADAPTER) => {
    beforeAll(async () => {
      example = await startExample({ ADAPTER, CLIENTS: join(import.meta.dirname, 'clients.json') });
    });
    afterAll(() => example.stop());

    it.each<[string, Flow]>([
      ['with S256, as a public client', { clientId: 's256', authentication: oauth.None(), method: 'S256' }],
      ['with plain, as a client that lists it', { clientId: 'plain', authentication: oauth.None(), method: 'plain' }],
      [
        'with client_secret_basic',
        { clientId: 'basic', authentication: oauth.ClientSecretBasic('a secret: with+marks%20'), method: 'S256' },
      ],
      [
        'with client_secret_post',
        { clientId: 'post', authentication: oauth.ClientSecretPost('another secret'), method: 'S256' },
      ],
      [
        'without PKCE, as a confidential client whose registration says so',
        { clientId: 'no-pkce', authentication: oauth.ClientSecretPost('a third secret'), method: 'none' },
      ],
    ])('%s', async (_title, flow) => {
      const tokens = await runFlow(flow);
      expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 600, scope: 'read write' });
      const me = await fetch(`${example.serverUrl}/me`, {
        headers: { authorization: `Bearer ${tokens.access_token}` },
      });
      expect(await me.json()).toEqual({ sub: 'user-1', client_id: flow.clientId, scope: 'read write' });
    });

    it('and is refused plain where the client does not list it', async () => {
      await expect(runFlow({ clientId: 's256', authentication: oauth.None(), method: 'plain' })).rejects.toThrow();
    });

    it('and is refused with a wrong secret', async () => {
      const flow = { clientId: 'basic', authentication: oauth.ClientSecretBasic('wrong'), method: 'S256' } as const;
      await expect(runFlow(flow)).rejects.toMatchObject({ status: 401 });
    });
  },
);
