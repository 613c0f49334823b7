import { InvalidSettings } from '@codegrant/core';
import { isBelow } from './is-below.ts';
import { withoutSlash } from './paths.ts';

/** RFC 8615 §3: well-known paths are at the root of a host, without a prefix. */
const isWellKnown = (path: string): boolean => path.startsWith('/.well-known/');

const mustBegin = (basePath: string): string =>
  basePath === ''
    ? 'is a full path, so it must begin with the prefix'
    : `must begin with the prefix, with basePath ${JSON.stringify(basePath)} in front or without`;

/**
 * Converts the paths of a server into paths for a router that adds a prefix itself: the prefix of the router is cut off. A
 * well-known path that the router cannot reach is left out.
 *
 * @param around the prefix that the router adds
 * @param prefix what must follow it in every path. It is not cut off
 * @param paths paths without the base path, by name
 * @param basePath what a proxy or a router may have removed from the paths, or not. Default: nothing
 * @throws {InvalidSettings} if a path does not begin with both prefixes. The message names each such path
 * @example
 * pathsUnder('/oauth', '', { token: '/oauth/token' }); // ['/token']
 * pathsUnder('', '/oauth', { token: '/oauth/token' }); // ['/oauth/token']
 * pathsUnder('/auth', '', { token: '/oauth/token' }, '/auth'); // ['/oauth/token']
 */
export const pathsUnder = (
  around: string,
  prefix: string,
  paths: Readonly<Record<string, string>>,
  basePath: string = '',
): readonly string[] => {
  const base = withoutSlash(around);
  const whole = base + prefix;
  const isReached = (path: string): boolean => isBelow(path, whole) || (isWellKnown(path) && isBelow(path, base));
  const formsOf = (path: string): readonly string[] => [path, basePath + path];
  const problems = Object.entries(paths)
    .filter(([, path]) => !isWellKnown(path) && !formsOf(path).some(isReached))
    .map(([name, path]) => `paths.${name} ${JSON.stringify(path)} ${mustBegin(basePath)}.`);
  if (problems.length > 0) throw new InvalidSettings(`prefix ${whole}`, problems);
  const reached = Object.values(paths).flatMap(formsOf).filter(isReached);
  return [...new Set(reached)].map((path) => path.slice(base.length));
};
