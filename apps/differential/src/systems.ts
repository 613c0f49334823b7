/** A system that the vectors are sent to. */
export interface System {
  readonly name: string;
  /** What is installed for it, at exactly these versions. Codegrant is this very checkout. */
  readonly packages: readonly string[];
  /** The program in `rivals` that starts it. */
  readonly program?: string;
  /** It answers only who is signed in. */
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
    setUp: 'the example app of this checkout, with the vectors’ clients by CLIENTS',
  },
  {
    name: 'oidc-provider 9.13.3',
    packages: ['oidc-provider@9.13.3'],
    program: 'oidc-provider.mjs',
    signedIn: false,
    setUp:
      'its in-memory adapter and development interactions, the vectors’ scopes in `scopes`, clients on loopback or of a private-use scheme as `native`; all else as it comes, so POST at the endpoint is off',
  },
  {
    name: '@node-oauth/oauth2-server 5.3.0',
    packages: ['@node-oauth/oauth2-server@5.3.0', express],
    program: 'oauth2-server.mjs',
    signedIn: true,
    setUp:
      'on Express 5, a model with the vectors’ clients and scopes, an `authenticateHandler` that always knows the user, as it asks for the user before it judges the request; no `validateRedirectUri` of the model’s own',
  },
  {
    name: 'MCP SDK 1.32.2, mcpAuthRouter',
    packages: ['@modelcontextprotocol/sdk@1.32.2', express],
    program: 'mcp-sdk.mjs',
    signedIn: false,
    setUp:
      'on Express 5, a provider whose `authorize` judges scopes and leads to a sign-in page; the limit of 100 requests in 15 minutes is off, so that every vector is answered',
  },
  {
    name: '@jmondi/oauth2-server 4.3.7',
    packages: ['@jmondi/oauth2-server@4.3.7', express],
    program: 'ts-oauth2-server.mjs',
    signedIn: false,
    setUp:
      'on Express 5, GET, as documented: `validateAuthorizationRequest`, then a sign-in page; errors by `handleExpressError`; the authorization code grant with its default options',
  },
];
