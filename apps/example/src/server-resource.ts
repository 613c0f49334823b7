import { type PathHandler, type Policy, protectedResource, type TokenFinder } from '@codegrant/server';

/**
 * The server as a protected resource of its own. Its metadata is at the root of the host, where clients look that know nothing but the
 * host.
 */
export const serverResource = (server: TokenFinder & { readonly policy: Policy }): PathHandler<unknown> => {
  const { issuer, scopes } = server.policy;
  return protectedResource({
    tokens: server,
    resource: new URL(issuer).origin,
    tokensWithoutResource: 'accept',
    authorizationServers: [issuer],
    scopes: [...scopes.keys()],
  });
};
