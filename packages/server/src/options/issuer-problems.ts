import { issuerPath } from '@codegrant/core/internal';
import { basePathOf } from './base-path.ts';
import { isBelow } from './is-below.ts';
import type { ServedPaths } from './served-paths.ts';

type Endpoints = readonly (readonly [name: string, path: string])[];

/** The endpoints by name. The metadata has a place of its own (RFC 8414 §3.1). */
const endpointsOf = ({ metadata: _root, issuerMetadata: _inserted, ...endpoints }: ServedPaths): Endpoints =>
  Object.entries(endpoints);

/**
 * Returns the problem of an issuer whose path does not agree with the paths of the endpoints: behind a proxy that removes
 * its prefix, the metadata would name URLs that nothing answers.
 *
 * RFC 8414 does not require endpoints below the path of the issuer. With a base path the operator has said where they are.
 */
export const issuerProblems = (
  issuer: string,
  served: ServedPaths,
  basePath: string | undefined,
): readonly string[] => {
  const path = issuerPath(issuer);
  const base = basePathOf(basePath);
  const elsewhere = endpointsOf(served).find(([, endpoint]) => !isBelow(base + endpoint, path));
  if (elsewhere === undefined || (basePath !== undefined && isBelow(path, base))) return [];
  const [name, endpoint] = elsewhere;
  const says = `policy.issuer ${JSON.stringify(issuer)} has the path ${path}, `;
  return [
    basePath === undefined
      ? `${says}but paths.${name} ${JSON.stringify(endpoint)} is not below it. If a proxy or a router removes that path, ` +
        `set basePath to ${JSON.stringify(path)}. If clients reach the endpoints outside of it, set basePath to "/".`
      : `${says}which does not agree with basePath ${JSON.stringify(basePath)}. Set basePath to the prefix that a proxy or a ` +
        'router removes. The path of the issuer must begin with it.',
  ];
};
