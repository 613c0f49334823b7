import { metadataPath } from '@codegrant/core';
import { defaultPaths, type Paths } from './paths.ts';

/**
 * Non-empty segments of unreserved characters, none of them `.` or `..`: routers and browsers read such a path in the
 * same way.
 */
const isPath = (path: unknown): boolean =>
  typeof path === 'string' && /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9\-._~]+)+$/.test(path);

const unusablePathProblems = (paths: Paths): readonly string[] =>
  Object.entries(paths)
    .filter(([, path]) => !isPath(path))
    .map(
      ([name, path]) =>
        `paths.${name} ${JSON.stringify(path)} must be a path such as /oauth/${name}: ` +
        'segments of letters, digits and -._~, each after one slash.',
    );

const unknownPathProblems = (paths: Paths): readonly string[] =>
  Object.keys(paths)
    .filter((name) => !Object.hasOwn(defaultPaths, name))
    .map((name) => `paths.${name} is not a path of this server: correct its spelling.`);

const samePathProblems = (paths: Paths): readonly string[] =>
  new Set(Object.values(paths)).size === Object.keys(paths).length ? [] : ['paths must differ from each other.'];

const metadataPathProblems = (paths: Paths, issuer: string): readonly string[] =>
  Object.entries(paths)
    .filter(([name, path]) => name !== 'metadata' && path === metadataPath(issuer))
    .map(
      ([name, path]) =>
        `paths.${name} ${JSON.stringify(path)} is the metadata path of the issuer. Choose another path.`,
    );

/** Returns the problems of the paths of a server. */
export const pathProblems = (paths: Paths, issuer: string): readonly string[] => [
  ...unknownPathProblems(paths),
  ...unusablePathProblems(paths),
  ...samePathProblems(paths),
  ...metadataPathProblems(paths, issuer),
];
