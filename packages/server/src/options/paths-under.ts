import { InvalidSettings } from '@codegrant/core';

const isUnder = (path: string, prefix: string): boolean =>
  path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);

/** RFC 8615 §3: well-known paths are at the root of a host, without a prefix. */
const isWellKnown = (path: string): boolean => path.startsWith('/.well-known/');

/**
 * Converts full paths into paths for a router that adds a prefix itself: the prefix of the router is cut off. A
 * well-known path that the router cannot reach is left out.
 *
 * @param around the prefix that the router adds
 * @param prefix what must follow it in every path. It is not cut off
 * @param paths full paths, by name
 * @throws {InvalidSettings} if a path does not begin with both prefixes. The message names each such path
 * @example
 * pathsUnder('/oauth', '', { token: '/oauth/token' }); // ['/token']
 * pathsUnder('', '/oauth', { token: '/oauth/token' }); // ['/oauth/token']
 */
export const pathsUnder = (
  around: string,
  prefix: string,
  paths: Readonly<Record<string, string>>,
): readonly string[] => {
  const base = around.replace(/\/$/, '');
  const whole = base + prefix;
  const problems = Object.entries(paths)
    .filter(([, path]) => !isUnder(path, whole) && !isWellKnown(path))
    .map(([name, path]) => `paths.${name} ${JSON.stringify(path)} is a full path, so it must begin with the prefix.`);
  if (problems.length > 0) throw new InvalidSettings(`prefix ${whole}`, problems);
  const reached = Object.values(paths).filter((path) => isUnder(path, base));
  return [...new Set(reached)].map((path) => path.slice(base.length));
};
