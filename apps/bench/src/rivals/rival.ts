/** Another library. Its version is in rivals/package.json, and the program that calls it is in the same folder. */
export interface Rival {
  readonly package: string;
  readonly program: string;
  /** What a reader must know about its row. */
  readonly note: string;
}

/** The libraries that this project is compared with. */
export const rivals: readonly Rival[] = [
  {
    package: '@jmondi/oauth2-server',
    program: 'jmondi.mjs',
    note: 'the benchmark configures opaque codes. By default, the codes of @jmondi/oauth2-server are signed JWTs. The token endpoint of @jmondi/oauth2-server signs an access token. The authorization endpoint of @jmondi/oauth2-server responds to an unknown scope with status 400, not with a redirect',
  },
  {
    package: '@node-oauth/oauth2-server',
    program: 'node-oauth.mjs',
    note: 'the token endpoint of this library creates and saves an access token',
  },
  {
    package: '@modelcontextprotocol/sdk',
    program: 'mcp-sdk.mjs',
    note: 'the benchmark calls authorizationHandler and tokenHandler on Express, without a socket. The benchmark program creates and stores the codes, because the MCP SDK does not',
  },
  {
    package: 'mcp-oauth-server',
    program: 'mcp-oauth-server.mjs',
    note: 'the benchmark calls authenticateHandler and tokenHandler on Express, without a socket. The time of mcp-oauth-server does not include the redirect to the consent page. The token endpoint of mcp-oauth-server creates and saves an access token',
  },
  {
    package: 'oidc-provider',
    program: 'oidc-provider.mjs',
    note: 'the benchmark calls the callback of oidc-provider without a socket. oidc-provider renews the session and its cookies with every request. The token endpoint of oidc-provider creates and saves an access token. The authorization endpoint of oidc-provider ignores unknown scopes, and denies a request that has only unknown scopes',
  },
  {
    package: '@cloudflare/workers-oauth-provider',
    program: 'cloudflare.mjs',
    note: 'the benchmark calls parseAuthRequest and completeAuthorization in a fetch handler, with Request and Response. The library of Cloudflare encrypts the data of each grant',
  },
];
