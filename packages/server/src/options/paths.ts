import { metadataPath } from '@codegrant/core';

/** The paths of the endpoints that have a default, without the base path. */
type DefaultPaths = Readonly<Record<'authorize' | 'consent' | 'grants' | 'token' | 'metadata', string>>;

/** The paths of the endpoints on this server, without the base path. */
export interface Paths extends DefaultPaths {
  /** The list of grants. Each grant is below it. `undefined`: the server does not serve them. */
  readonly grantList?: string | undefined;
}

const defaultPaths: DefaultPaths = {
  authorize: '/oauth/authorize',
  consent: '/oauth/consent',
  grants: '/oauth/grants',
  token: '/oauth/token',
  metadata: '/.well-known/oauth-authorization-server',
};

/** Whether a path of this name can be set. */
export const isPathName = (name: string): boolean => name === 'grantList' || Object.hasOwn(defaultPaths, name);

/** The paths with the defaults filled in. A list of grants that is `undefined` is left out. */
export const pathsOf = ({ grantList, ...paths }: Partial<Paths> = {}): Paths => ({
  ...defaultPaths,
  ...paths,
  ...(grantList === undefined ? {} : { grantList }),
});

/** The sign-in page, if `signInUrl` is left out. */
export const defaultSignInUrl = '/sign-in';

/**
 * The paths that a server answers. With `consentUrl`, `grants` and `consentDetails` are among them, and with a path of its own
 * `grantList`, and `listedGrant` below it.
 */
export interface ServedPaths extends Readonly<Record<string, string>> {
  readonly authorize: string;
  readonly consent: string;
  readonly token: string;
  readonly metadata: string;
  /**
   * Where clients look for the metadata of an issuer that has a path (RFC 8414 §3.1). Otherwise the same as `metadata`.
   */
  readonly issuerMetadata: string;
}

/** The path without the slash that it may have at its end. */
export const withoutSlash = (path: string): string => path.replace(/\/$/, '');

/** Every path below another: one for each consent token below the consent endpoint, one for each grant below the list of grants. */
export const belowPath = (path: string): string => `${withoutSlash(path)}/*`;

/** Replaces the last segment of a path by a star: `/a/b` becomes `/a/*`. */
export const wildcardOf = (path: string): string => path.replace(/\/[^/]*$/, '/*');

/** Returns the paths at which a server is mounted. One that ends in `/*` stands for every path below it. */
export const servedPaths = (paths: Paths, issuer: string, consentUrl: string | undefined): ServedPaths => {
  const { authorize, consent, grants, token, metadata, grantList } = paths;
  const hosted = consentUrl === undefined ? {} : { grants, consentDetails: belowPath(consent) };
  const listed = grantList === undefined ? {} : { grantList, listedGrant: belowPath(grantList) };
  return { authorize, consent, token, metadata, issuerMetadata: metadataPath(issuer), ...hosted, ...listed };
};
