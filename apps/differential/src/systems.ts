/** A system that the vectors are sent to. */
export interface System {
  readonly name: string;
  /** The npm packages to install, with exact versions. Codegrant is run from this checkout. */
  readonly packages: readonly string[];
  /** The program in `rivals` that starts it. */
  readonly program?: string;
  /** Whether it requires a signed-in user before it validates a request. */
  readonly signedIn: boolean;
  readonly setUp: string;
}

const express = 'express@5.3.0';

/** The systems, in the order of the page. */
export const systems: readonly System[] = [
  {
    name: 'Codegrant',
    packages: [],
    signedIn: false,
    setUp:
      'The example app of this checkout runs with the vectors’ clients. The setting `CLIENTS` of the example names the file with the clients of the test vectors',
  },
  {
    name: 'oidc-provider 9.13.3',
    packages: ['oidc-provider@9.13.3'],
    program: 'oidc-provider.mjs',
    signedIn: false,
    setUp:
      'The server uses the in-memory adapter and the development interactions. The setting `scopes` of oidc-provider contains the scopes of the test vectors. Clients on loopback or with a private-use scheme are registered as `native`. All other settings of oidc-provider have their defaults, so POST is disabled',
  },
  {
    name: '@node-oauth/oauth2-server 5.3.0',
    packages: ['@node-oauth/oauth2-server@5.3.0', express],
    program: 'oauth2-server.mjs',
    signedIn: true,
    setUp:
      'The server runs on Express 5. The model of @node-oauth/oauth2-server contains the vectors’ clients and scopes, but no custom `validateRedirectUri`. The `authenticateHandler` always returns a user, because the library requires a user before it validates the request',
  },
  {
    name: 'MCP SDK 1.32.2, mcpAuthRouter',
    packages: ['@modelcontextprotocol/sdk@1.32.2', express],
    program: 'mcp-sdk.mjs',
    signedIn: false,
    setUp:
      'The server runs on Express 5. The command passes a provider to `mcpAuthRouter`. In `authorize`, this provider validates scopes and redirects to a sign-in page. The rate limit of the MCP SDK, 100 requests in 15 minutes, is disabled',
  },
  {
    name: '@jmondi/oauth2-server 4.3.7',
    packages: ['@jmondi/oauth2-server@4.3.7', express],
    program: 'ts-oauth2-server.mjs',
    signedIn: false,
    setUp:
      'The server runs on Express 5 and supports GET. As the documentation of @jmondi/oauth2-server says, the server calls `validateAuthorizationRequest` and then redirects to a sign-in page. The function `handleExpressError` sends the errors. The authorization code grant of @jmondi/oauth2-server has its default options',
  },
];
