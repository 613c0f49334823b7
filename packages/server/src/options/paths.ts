import { metadataPath } from '@codegrant/core';
import type { Tokens } from '../ports/tokens.ts';

/** The paths of the endpoints on this server, without the base path. */
export type Paths = Readonly<
  Record<'authorize' | 'consent' | 'grants' | 'token' | 'revoke' | 'introspect' | 'metadata', string>
>;

export const defaultPaths: Paths = {
  authorize: '/oauth/authorize',
  consent: '/oauth/consent',
  grants: '/oauth/grants',
  token: '/oauth/token',
  revoke: '/oauth/revoke',
  introspect: '/oauth/introspect',
  metadata: '/.well-known/oauth-authorization-server',
};

/** The sign-in page, if `signInUrl` is left out. */
export const defaultSignInUrl = '/sign-in';

/**
 * The paths that a server answers. With `consentUrl`, `grants` and `consentDetails` are among them. If `tokens` has `find`, `revoke` and
 * `introspect` are.
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

/** The paths below the consent endpoint: one for each consent token. */
export const detailsPath = ({ consent }: Paths): string => `${withoutSlash(consent)}/*`;

/** Replaces the last segment of a path by a star: `/a/b` becomes `/a/*`. */
export const wildcardOf = (path: string): string => path.replace(/\/[^/]*$/, '/*');

/** The options that decide which endpoints a server has. */
interface EndpointOptions {
  readonly consentUrl?: string | undefined;
  /** In JavaScript, it can be `null`. That is refused elsewhere. */
  readonly tokens?: Pick<Tokens, 'find'> | null | undefined;
}

/** Whether the server can tell which access tokens are valid: its own, or those of a port with `find`. */
const findsTokens = ({ tokens }: EndpointOptions): boolean => tokens === undefined || tokens?.find !== undefined;

/** Returns the paths at which a server is mounted. One that ends in `/*` stands for every path below it. */
export const servedPaths = (paths: Paths, issuer: string, options: EndpointOptions): ServedPaths => {
  const { authorize, consent, grants, token, revoke, introspect, metadata } = paths;
  return {
    authorize,
    consent,
    token,
    metadata,
    issuerMetadata: metadataPath(issuer),
    ...(options.consentUrl === undefined ? {} : { grants, consentDetails: detailsPath(paths) }),
    ...(findsTokens(options) ? { revoke, introspect } : {}),
  };
};
