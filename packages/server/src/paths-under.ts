import { InvalidSettings } from '@codegrant/core';

/**
 * What a router that adds a prefix of its own must be told of whole paths: what follows the prefix.
 *
 * @throws {InvalidSettings} if a path is not under the prefix, where the router could never reach it
 * @example
 * pathsUnder('/oauth', { token: '/oauth/token' }); // ['/token']
 */
export const pathsUnder = (prefix: string, paths: Readonly<Record<string, string>>): readonly string[] => {
  const base = prefix.replace(/\/$/, '');
  const isUnder = (path: string): boolean => path === prefix || path.startsWith(`${base}/`);
  const problems = Object.entries(paths)
    .filter(([, path]) => !isUnder(path))
    .map(([name, path]) => `paths.${name} ${JSON.stringify(path)} is a whole path, so it must begin with the prefix.`);
  if (problems.length > 0) throw new InvalidSettings(`prefix ${prefix}`, problems);
  return [...new Set(Object.values(paths))].map((path) => path.slice(base.length));
};
