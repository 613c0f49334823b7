import { metadataPath } from '@codegrant/core';
import { defaultPaths, type Paths, withoutSlash } from './paths.ts';

/**
 * Non-empty segments of unreserved characters, none of them `.` or `..`: routers and browsers read such a path in the
 * same way. A slash may follow the last one, since some frameworks add it to every path.
 */
export const isPath = (path: unknown): path is string =>
  typeof path === 'string' && /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9\-._~]+)+\/?$/.test(path);

const comparable = (path: unknown): unknown => (typeof path === 'string' ? withoutSlash(path) : path);

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

/** The list of grants is read by GET, so it may have the path of the endpoint that answers are posted to. */
const comparedPaths = ({ grantList, ...paths }: Paths): readonly string[] =>
  grantList === paths.grants ? Object.values(paths) : [...Object.values(paths), grantList];

// Many routers do not distinguish a path from the same path with a slash at its end.
const samePathProblems = (paths: Paths): readonly string[] => {
  const compared = comparedPaths(paths).map(comparable);
  return new Set(compared).size === compared.length
    ? []
    : ['paths must differ from each other. Only grantList may be the same as grants.'];
};

const metadataPathProblems = (paths: Paths, issuer: string): readonly string[] =>
  Object.entries(paths)
    .filter(([name, path]) => name !== 'metadata' && comparable(path) === metadataPath(issuer))
    .map(
      ([name, path]) =>
        `paths.${name} ${JSON.stringify(path)} is the metadata path of the issuer. Choose another path.`,
    );

/** `/` is the root. Otherwise a base path is a path, without a slash at its end: a path follows it. */
const basePathProblems = (basePath: unknown): readonly string[] =>
  basePath === undefined || basePath === '/' || (isPath(basePath) && !basePath.endsWith('/'))
    ? []
    : [
        `basePath ${JSON.stringify(basePath)} must be / or a path such as /auth, without a slash at its end. ` +
          'If there is none, leave it out.',
      ];

/** Returns the problems of the paths of a server. */
export const pathProblems = (paths: Paths, issuer: string, basePath: unknown): readonly string[] => [
  ...basePathProblems(basePath),
  ...unknownPathProblems(paths),
  ...unusablePathProblems(paths),
  ...samePathProblems(paths),
  ...metadataPathProblems(paths, issuer),
];
