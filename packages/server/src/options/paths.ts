/** The paths of the endpoints on this server, without the base path. */
export type Paths = Readonly<
  Record<
    | 'authorize'
    | 'consent'
    | 'grants'
    | 'grantList'
    | 'clientList'
    | 'token'
    | 'revoke'
    | 'introspect'
    | 'register'
    | 'metadata'
    | 'jwks',
    string
  >
>;

export const defaultPaths: Paths = {
  authorize: '/oauth/authorize',
  consent: '/oauth/consent',
  grants: '/oauth/grants',
  grantList: '/oauth_grants',
  clientList: '/oauth_clients',
  token: '/oauth/token',
  revoke: '/oauth/revoke',
  introspect: '/oauth/introspect',
  register: '/oauth/register',
  metadata: '/.well-known/oauth-authorization-server',
  jwks: '/oauth/jwks',
};

/** The sign-in page, if `signInUrl` is left out. */
export const defaultSignInUrl = '/sign-in';

/** The path without the slash that it may have at its end. */
export const withoutSlash = (path: string): string => path.replace(/\/$/, '');

/** Every path one segment below another. */
export const pathBelow = (path: string): string => `${withoutSlash(path)}/*`;

/** Replaces the last segment of a path by a star: `/a/b` becomes `/a/*`. */
export const wildcardOf = (path: string): string => path.replace(/\/[^/]*$/, '/*');
