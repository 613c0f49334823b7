import { metadataPath } from '@codegrant/core';
import type { Tokens } from '../ports/tokens.ts';
import type { OptionalEndpoint } from './optional-endpoint.ts';
import { pathBelow, type Paths } from './paths.ts';

/**
 * The paths that a server answers. With `consentUrl`, `grants` and `consentDetails` are among them, with `tokens.jwks`, `jwks`, and so
 * are the paths of `endpoints`.
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

/** Returns the paths at which a server is mounted. One that ends in `/*` stands for every path below it. */
export const servedPaths = (
  paths: Paths,
  issuer: string,
  consentUrl: string | undefined,
  endpoints: readonly OptionalEndpoint[],
  tokens: Tokens | undefined,
): ServedPaths => {
  const { authorize, consent, grants, token, metadata, jwks } = paths;
  const hosted = consentUrl === undefined ? {} : { grants, consentDetails: pathBelow(consent) };
  const optional = Object.fromEntries(endpoints.flatMap((endpoint) => Object.entries(endpoint.servedPaths(paths))));
  const keys = tokens?.jwks === undefined ? {} : { jwks };
  return { authorize, consent, token, metadata, issuerMetadata: metadataPath(issuer), ...hosted, ...keys, ...optional };
};
