import { InvalidSettings } from '@codegrant/core';

const isUnder = (path: string, prefix: string): boolean =>
  path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);

/** RFC 8615 §3: these stand at the root of a host, and under no prefix. */
const isWellKnown = (path: string): boolean => path.startsWith('/.well-known/');

/**
 * What a router that adds a prefix of its own must be told of whole paths: what follows the prefix. A well-known path that the
 * router can not reach is left out.
 *
 * @param around the prefix that the router adds
 * @param prefix what the paths must go on with: nothing is added for it
 * @throws {InvalidSettings} if a path does not begin so
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
    .map(([name, path]) => `paths.${name} ${JSON.stringify(path)} is a whole path, so it must begin with the prefix.`);
  if (problems.length > 0) throw new InvalidSettings(`prefix ${whole}`, problems);
  const reached = Object.values(paths).filter((path) => isUnder(path, base));
  return [...new Set(reached)].map((path) => path.slice(base.length));
};
