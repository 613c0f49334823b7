import { issuerOrigin } from '@codegrant/core';
import type { ServerOptions } from './options.ts';
import { defaultPaths, detailsPath, type Paths, wildcardOf } from './paths.ts';

/** Where people sign in, if nothing else is said. */
export const defaultSignInUrl = '/sign-in';

/** What each port must be able to do. Those that can be left out have a default. */
const ports = {
  clients: ['find'],
  owner: ['identify'],
  tokens: ['issue', 'revoke'],
  store: ['saveCode', 'takeCode', 'spend'],
  consents: ['granted', 'remember'],
} as const;

const mayBeLeftOut: ReadonlySet<string> = new Set(['store', 'consents']);

const others = [
  'policy',
  'consentKeys',
  'signInUrl',
  'consentUrl',
  'paths',
  'pages',
  'report',
  'now',
  'random',
  'sha256',
];

const known: ReadonlySet<string> = new Set([...Object.keys(ports), ...others]);

const namesProblems = (options: object): readonly string[] =>
  Object.keys(options)
    .filter((name) => !known.has(name))
    .map((name) => `${name} is not an option: look for a misspelling.`);

// A list can find as well, but nothing by its client_id.
const can = (port: unknown, method: string): boolean =>
  typeof port === 'object' && port !== null && !Array.isArray(port) && typeof Reflect.get(port, method) === 'function';

// The types say so too, but not to everybody.
const portProblems = (options: object): readonly string[] =>
  Object.entries(ports).flatMap(([name, methods]) => {
    const port: unknown = Reflect.get(options, name);
    if (port === undefined && mayBeLeftOut.has(name)) return [];
    return methods
      .filter((method) => !can(port, method))
      .map((method) => `${name}.${method} must be a function${Array.isArray(port) ? `, and ${name} no list` : ''}.`);
  });

const pathProblems = (paths: Paths): readonly string[] =>
  Object.entries(paths)
    .filter(([, path]) => !/^\/[A-Za-z0-9\-._~/]*$/.test(path))
    .map(([name, path]) => `paths.${name} ${JSON.stringify(path)} must begin with / and have no query.`);

const pathNamesProblems = (paths: Paths): readonly string[] =>
  Object.keys(paths)
    .filter((name) => !Object.hasOwn(defaultPaths, name))
    .map((name) => `paths.${name} is no path of this server: look for a misspelling.`);

const samePathProblems = (paths: Paths): readonly string[] =>
  new Set(Object.values(paths)).size === Object.keys(paths).length ? [] : ['paths must differ from each other.'];

/** A page of the operator's own: a path that no browser takes for another host, or a URL; a parameter will be added to it. */
const isPage = (url: string): boolean =>
  /^(?:\/(?![/\\])|https?:\/\/[A-Za-z0-9[])[\x21\x22\x24-\x5B\x5D-\x7E]*$/.test(url);

/** The path of a page on this server: of a path, or of a URL that is the issuer's. */
const pathOn = (url: string, issuer: unknown): string => {
  const origin = typeof issuer === 'string' ? issuerOrigin(issuer) : '';
  const path = url.replace(/\?.*$/, '');
  return path.startsWith(`${origin}/`) ? path.slice(origin.length) : path;
};

const pageProblems = (name: string, url: string, served: readonly string[], issuer: unknown): readonly string[] => {
  if (!isPage(url))
    return [
      `${name} ${JSON.stringify(url)} must be a path on this server, as in /sign-in, or an https URL, without a fragment.`,
    ];
  const path = pathOn(url, issuer);
  // A page that is the endpoint itself would lead the browser in a circle.
  return [path, wildcardOf(path)].some((each) => served.includes(each))
    ? [`${name} ${JSON.stringify(url)} is a path of the server itself: name a page of yours.`]
    : [];
};

/** What is wrong with the options of a server, each problem a sentence that names the option. */
export const optionProblems = <Context>(options: ServerOptions<Context>): readonly string[] => {
  const { signInUrl = defaultSignInUrl, consentUrl } = options;
  const paths: Paths = { ...defaultPaths, ...options.paths };
  const issuer: unknown = options.policy?.issuer;
  const served = [...Object.values(paths), ...(consentUrl === undefined ? [] : [detailsPath(paths)])];
  return [
    ...namesProblems(options),
    ...portProblems(options),
    ...pathNamesProblems(paths),
    ...pathProblems(paths),
    ...samePathProblems(paths),
    ...pageProblems('signInUrl', signInUrl, served, issuer),
    ...(consentUrl === undefined ? [] : pageProblems('consentUrl', consentUrl, served, issuer)),
  ];
};
