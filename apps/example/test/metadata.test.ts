import * as oauth from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { allow } from './browser-session.ts';
import { insecure, type LibraryFlow, runLibraryFlow } from './library-flow.ts';
import { clientsFile, redirectUriOf } from './registered-client.ts';
import { adapters } from './start-example.ts';
import { exampleForTest, useExample } from './use-example.ts';

/** Discovers the metadata of an issuer with a client library. The test reaches the issuer at `serverUrl`. */
const discover = async (issuer: string, serverUrl: string): Promise<oauth.AuthorizationServer> => {
  const response = await oauth.discoveryRequest(new URL(issuer), {
    algorithm: 'oauth2',
    ...insecure,
    [oauth.customFetch]: (url: string) => fetch(new URL(new URL(url).pathname, serverUrl)),
  });
  return oauth.processDiscoveryResponse(new URL(issuer), response);
};

describe.each(adapters)('Served by %s, a third-party client library', (ADAPTER) => {
  describe('that knows only the issuer', () => {
    const example = useExample({ ADAPTER, CLIENTS: clientsFile });

    it('discovers all that it needs for the whole flow', async () => {
      const { serverUrl } = example;
      const server = await discover(serverUrl, serverUrl);
      expect(server).toMatchObject({
        scopes_supported: ['read', 'write', 'admin'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
      });
      const flow: LibraryFlow = {
        clientId: 's256',
        redirectUri: redirectUriOf('s256'),
        scope: 'read',
        authentication: oauth.None(),
        method: 'S256',
      };
      const tokens = await runLibraryFlow(server, flow, (url) => allow(serverUrl, url));
      expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'read' });
    });

    it('can run in a page of any origin', async () => {
      const response = await fetch(`${example.serverUrl}/.well-known/oauth-authorization-server`);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
    });
  });

  it.each(['https://login.example/tenant', 'https://login.example/a/b/'])(
    'finds the metadata of %s between its host and its path',
    async (ISSUER) => {
      const { serverUrl } = await exampleForTest({ ADAPTER, ISSUER });
      expect(await discover(ISSUER, serverUrl)).toMatchObject({
        issuer: ISSUER,
        authorization_endpoint: 'https://login.example/oauth/authorize',
        token_endpoint: 'https://login.example/oauth/token',
      });
      // The same document is at the root, for clients that look there.
      const atRoot = await fetch(`${serverUrl}/.well-known/oauth-authorization-server`);
      expect(await atRoot.json()).toMatchObject({ issuer: ISSUER });
    },
  );
});
