import { metadataPath } from '@codegrant/core';
import { defaultPaths, type Paths } from './paths.ts';

/** Whole segments of ordinary characters, none of them a dot or two, so that no router and no browser reads it in another way. */
const isPath = (path: unknown): boolean =>
  typeof path === 'string' && /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9\-._~]+)+$/.test(path);

const unusablePathProblems = (paths: Paths): readonly string[] =>
  Object.entries(paths)
    .filter(([, path]) => !isPath(path))
    .map(
      ([name, path]) =>
        `paths.${name} ${JSON.stringify(path)} must be a path as in /oauth/${name}: it must begin with / and have no query.`,
    );

const unknownPathProblems = (paths: Paths): readonly string[] =>
  Object.keys(paths)
    .filter((name) => !Object.hasOwn(defaultPaths, name))
    .map((name) => `paths.${name} is no path of this server: look for a misspelling.`);

const samePathProblems = (paths: Paths): readonly string[] =>
  new Set(Object.values(paths)).size === Object.keys(paths).length ? [] : ['paths must differ from each other.'];

const metadataPathProblems = (paths: Paths, issuer: string): readonly string[] =>
  Object.entries(paths)
    .filter(([name, path]) => name !== 'metadata' && path === metadataPath(issuer))
    .map(([name, path]) => `paths.${name} ${JSON.stringify(path)} is where the metadata of the issuer must be.`);

/** What is wrong with the paths of a server. */
export const pathProblems = (paths: Paths, issuer: string): readonly string[] => [
  ...unknownPathProblems(paths),
  ...unusablePathProblems(paths),
  ...samePathProblems(paths),
  ...metadataPathProblems(paths, issuer),
];
