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
    note: 'opaque codes instead of its default, a signed JWT. Its token endpoint also signs an access token. Its authorization endpoint answers an unknown scope with status 400, not with a redirect',
  },
  {
    package: '@node-oauth/oauth2-server',
    program: 'node-oauth.mjs',
    note: 'its token endpoint also creates and saves an access token',
  },
  {
    package: '@modelcontextprotocol/sdk',
    program: 'mcp-sdk.mjs',
    note: 'authorizationHandler and tokenHandler on Express, without a socket. The application creates and stores the codes',
  },
  {
    package: 'mcp-oauth-server',
    program: 'mcp-oauth-server.mjs',
    note: 'authenticateHandler and tokenHandler on Express, without a socket. Its redirect to the consent page is not counted. Its token endpoint also creates and saves an access token',
  },
  {
    package: 'oidc-provider',
    program: 'oidc-provider.mjs',
    note: 'its callback, without a socket. oidc-provider renews the session and its cookies with every request. Its token endpoint also creates and saves an access token. Its authorization endpoint ignores unknown scopes, and denies a request that has only unknown scopes',
  },
  {
    package: '@cloudflare/workers-oauth-provider',
    program: 'cloudflare.mjs',
    note: 'parseAuthRequest and completeAuthorization in its fetch handler, with Request and Response. This library encrypts the data of each grant',
  },
];
