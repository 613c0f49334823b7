import { issuerOrigin, metadataPath, type Policy } from '@codegrant/core';
import type { ServerOptions } from './options.ts';
import { defaultPaths, type Paths, servedPaths, wildcardOf } from './paths.ts';

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

const functions = ['report', 'now', 'random', 'sha256'];

const functionProblems = (options: object): readonly string[] =>
  functions
    .filter((name) => !['undefined', 'function'].includes(typeof Reflect.get(options, name)))
    .map((name) => `${name} must be a function.`);

const pagesProblems = (pages: object): readonly string[] =>
  Object.entries(pages).flatMap(([name, page]) => {
    if (!['refusal', 'consent'].includes(name))
      return [`pages.${name} is no page of this server: look for a misspelling.`];
    return page === undefined || typeof page === 'function' ? [] : [`pages.${name} must be a function.`];
  });

// A clock in milliseconds would make everything live a thousand times as long.
const clockProblems = (now: unknown): readonly string[] => {
  if (typeof now !== 'function') return [];
  const time: unknown = now();
  return typeof time === 'number' && time >= 0 && time < 1e11
    ? []
    : ['now must tell seconds since 1970-01-01T00:00:00Z, as Date.now() / 1000 does.'];
};

/** Whole segments of ordinary characters, none of them a dot or two, so that no router and no browser reads it in another way. */
const isPath = (path: unknown): boolean =>
  typeof path === 'string' && /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9\-._~]+)+$/.test(path);

const pathProblems = (paths: Paths): readonly string[] =>
  Object.entries(paths)
    .filter(([, path]) => !isPath(path))
    .map(
      ([name, path]) =>
        `paths.${name} ${JSON.stringify(path)} must be a path as in /oauth/${name}: it must begin with / and have no query.`,
    );

const pathNamesProblems = (paths: Paths): readonly string[] =>
  Object.keys(paths)
    .filter((name) => !Object.hasOwn(defaultPaths, name))
    .map((name) => `paths.${name} is no path of this server: look for a misspelling.`);

const samePathProblems = (paths: Paths): readonly string[] =>
  new Set(Object.values(paths)).size === Object.keys(paths).length ? [] : ['paths must differ from each other.'];

/** A path that no browser takes for another host, without a fragment; a parameter will be added to it. */
const isPathOfPage = (url: string): boolean => /^\/(?![/\\])[\x21\x22\x24-\x5B\x5D-\x7E]*$/.test(url);

/** R14: people type passwords there, and allow clients. http is for this device alone. */
const isUrlOfPage = (url: string, insecure: boolean): boolean =>
  /^https?:\/\/(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?(?:[/?][\x21\x22\x24-\x5B\x5D-\x7E]*)?$/.test(url) &&
  URL.canParse(url) &&
  (insecure || /^(?:https:|http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?:[:/?]|$))/.test(url));

/** The path of a page on this server: of a path, or of a URL that is the issuer's. */
const pathOn = (url: string, issuer: string): string => {
  const origin = issuerOrigin(issuer);
  const path = url.replace(/\?.*$/, '');
  return path.startsWith(`${origin}/`) ? path.slice(origin.length) : path;
};

interface Places {
  readonly served: readonly string[];
  readonly issuer: string;
  readonly insecure: boolean;
}

const pageProblems = (name: string, url: unknown, { served, issuer, insecure }: Places): readonly string[] => {
  if (typeof url !== 'string' || !(isPathOfPage(url) || isUrlOfPage(url, insecure)))
    return [
      `${name} ${JSON.stringify(url)} must be a path on this server, as in /sign-in, or an https URL, without a fragment.`,
    ];
  const path = pathOn(url, issuer);
  // A page that is the endpoint itself would lead the browser in a circle.
  return [path, wildcardOf(path)].some((each) => served.includes(each))
    ? [`${name} ${JSON.stringify(url)} is a path of the server itself: name a page of yours.`]
    : [];
};

const metadataPathProblems = ({ metadata, ...others }: Paths, issuer: string): readonly string[] =>
  Object.entries(others)
    .filter(([, path]) => path === metadataPath(issuer))
    .map(([name, path]) => `paths.${name} ${JSON.stringify(path)} is where the metadata of the issuer must be.`);

/**
 * What is wrong with the options of a server, each problem a sentence that names the option.
 *
 * @param policy the policy in them, checked
 */
export const optionProblems = <Context>(options: ServerOptions<Context>, policy: Policy): readonly string[] => {
  const { signInUrl = defaultSignInUrl, consentUrl } = options;
  const paths: Paths = { ...defaultPaths, ...options.paths };
  const places: Places = {
    served: Object.values(servedPaths(paths, policy.issuer, consentUrl)),
    issuer: policy.issuer,
    insecure: options.policy.insecureIssuer === 'allow',
  };
  return [
    ...namesProblems(options),
    ...portProblems(options),
    ...functionProblems(options),
    ...clockProblems(options.now),
    ...pagesProblems(options.pages ?? {}),
    ...pathNamesProblems(paths),
    ...pathProblems(paths),
    ...samePathProblems(paths),
    ...metadataPathProblems(paths, policy.issuer),
    ...pageProblems('signInUrl', signInUrl, places),
    ...(consentUrl === undefined ? [] : pageProblems('consentUrl', consentUrl, places)),
  ];
};
