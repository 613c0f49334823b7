import { metadataPath } from '@codegrant/core';

/** The paths of the endpoints on this server. */
export type Paths = Readonly<Record<'authorize' | 'consent' | 'grants' | 'token' | 'metadata', string>>;

export const defaultPaths: Paths = {
  authorize: '/oauth/authorize',
  consent: '/oauth/consent',
  grants: '/oauth/grants',
  token: '/oauth/token',
  metadata: '/.well-known/oauth-authorization-server',
};

/** The paths that a server answers, those of its own choice among them. */
export interface ServedPaths extends Readonly<Record<string, string>> {
  readonly authorize: string;
  readonly consent: string;
  readonly token: string;
  readonly metadata: string;
  /** Where clients look for the metadata of an issuer with a path (RFC 8414 §3.1). The same as `metadata` for one without. */
  readonly issuerMetadata: string;
}

/** What is under the path of the consent endpoint: a question each. */
export const detailsPath = ({ consent }: Paths): string => `${consent}/*`;

/** The path that stands for all that is beside a path, as `/a/*` does for `/a/b`. */
export const wildcardOf = (path: string): string => path.replace(/\/[^/]*$/, '/*');

/** The paths under which a server with these settings is mounted. One that ends in `/*` stands for all that is under it. */
export const servedPaths = (paths: Paths, issuer: string, consentUrl: string | undefined): ServedPaths => {
  const { authorize, consent, grants, token, metadata } = paths;
  const hosted = consentUrl === undefined ? {} : { grants, consentDetails: detailsPath(paths) };
  return { authorize, consent, token, metadata, issuerMetadata: metadataPath(issuer), ...hosted };
};
