import type { OAuthClientInformationFull } from '@modelcontextprotocol/sdk/shared/auth.js';
import { ProxyOAuthServerProvider } from '@modelcontextprotocol/sdk/server/auth/providers/proxyProvider.js';
import { mcpAuthRouter } from '@modelcontextprotocol/sdk/server/auth/router.js';
import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js';
import { Router } from 'express';

/** The router before. MCP clients get the tokens of the identity provider. */
export const proxyWith = (
  url: string,
  upstream: string,
  verifyAccessToken: (token: string) => Promise<AuthInfo>,
  getClient: (clientId: string) => Promise<OAuthClientInformationFull | undefined>,
): Router => {
  const provider = new ProxyOAuthServerProvider({
    endpoints: {
      authorizationUrl: `${upstream}/authorize`,
      tokenUrl: `${upstream}/token`,
      revocationUrl: `${upstream}/revoke`,
      registrationUrl: `${upstream}/register`,
    },
    verifyAccessToken,
    getClient,
  });
  return Router().use(mcpAuthRouter({ provider, issuerUrl: new URL(url) }));
};
