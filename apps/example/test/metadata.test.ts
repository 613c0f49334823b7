import { join } from 'node:path';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { allow } from './browser-session.ts';
import { type Example, startExample } from './start-example.ts';

const insecure = { [oauth.allowInsecureRequests]: true };

/** What a client library finds out about the issuer; `at` is where the issuer is reached for this test. */
const discover = async (issuer: string, at: string): Promise<oauth.AuthorizationServer> => {
  const response = await oauth.discoveryRequest(new URL(issuer), {
    algorithm: 'oauth2',
    ...insecure,
    [oauth.customFetch]: (url: string) => fetch(new URL(new URL(url).pathname, at)),
  });
  return oauth.processDiscoveryResponse(new URL(issuer), response);
};

describe.each(['fastify', 'node', 'fetch'])('Served by %s, a client library that is not ours', (ADAPTER) => {
  describe('that knows the issuer alone', () => {
    let example: Example;
    beforeAll(async () => {
      example = await startExample({ ADAPTER, CLIENTS: join(import.meta.dirname, 'clients.json') });
    });
    afterAll(() => example.stop());

    it('finds all that it needs for the whole flow', async () => {
      const server = await discover(example.serverUrl, example.serverUrl);
      expect(server).toMatchObject({
        scopes_supported: ['read', 'write'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
      });
      const client = { client_id: 's256' };
      const redirectUri = 'https://s256.example/cb';
      const verifier = oauth.generateRandomCodeVerifier();
      const state = oauth.generateRandomState();
      const authorizationUrl = new URL(server.authorization_endpoint ?? '');
      authorizationUrl.search = new URLSearchParams({
        ...client,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope: 'read',
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }).toString();
      const answer = await allow(example.serverUrl, authorizationUrl.href);
      const parameters = oauth.validateAuthResponse(server, client, answer, state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.None(),
        parameters,
        redirectUri,
        verifier,
        insecure,
      );
      const tokens = await oauth.processAuthorizationCodeResponse(server, client, response);
      expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'read' });
    });

    it('may be a page of any origin', async () => {
      const response = await fetch(`${example.serverUrl}/.well-known/oauth-authorization-server`);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
    });
  });

  it.each(['https://login.example/tenant', 'https://login.example/a/b/'])(
    'finds the metadata of %s between its host and its path',
    async (ISSUER) => {
      const { serverUrl, stop } = await startExample({ ADAPTER, ISSUER });
      onTestFinished(async () => void (await stop()));
      expect(await discover(ISSUER, serverUrl)).toMatchObject({
        issuer: ISSUER,
        authorization_endpoint: 'https://login.example/oauth/authorize',
        token_endpoint: 'https://login.example/oauth/token',
      });
      // Those who look at the root find the same.
      const atRoot = await fetch(`${serverUrl}/.well-known/oauth-authorization-server`);
      expect(await atRoot.json()).toMatchObject({ issuer: ISSUER });
    },
  );
});
