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
    setUp: 'the example app of this checkout, with the vectors’ clients in CLIENTS',
  },
  {
    name: 'oidc-provider 9.13.3',
    packages: ['oidc-provider@9.13.3'],
    program: 'oidc-provider.mjs',
    signedIn: false,
    setUp:
      'its in-memory adapter and development interactions, the vectors’ scopes in `scopes`, clients on loopback or with a private-use scheme as `native`; all other settings at their defaults, so POST is disabled',
  },
  {
    name: '@node-oauth/oauth2-server 5.3.0',
    packages: ['@node-oauth/oauth2-server@5.3.0', express],
    program: 'oauth2-server.mjs',
    signedIn: true,
    setUp:
      'on Express 5, a model with the vectors’ clients and scopes, an `authenticateHandler` that always returns a user, because the user is required before the request is validated; no custom `validateRedirectUri`',
  },
  {
    name: 'MCP SDK 1.32.2, mcpAuthRouter',
    packages: ['@modelcontextprotocol/sdk@1.32.2', express],
    program: 'mcp-sdk.mjs',
    signedIn: false,
    setUp:
      'on Express 5, a provider whose `authorize` validates scopes and redirects to a sign-in page; the rate limit of 100 requests in 15 minutes is disabled',
  },
  {
    name: '@jmondi/oauth2-server 4.3.7',
    packages: ['@jmondi/oauth2-server@4.3.7', express],
    program: 'ts-oauth2-server.mjs',
    signedIn: false,
    setUp:
      'on Express 5, GET, as documented: `validateAuthorizationRequest`, then a sign-in page; errors with `handleExpressError`; the authorization code grant with default options',
  },
];
