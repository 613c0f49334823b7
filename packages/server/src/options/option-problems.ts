import { defaultPages, hashCode, type Policy, type Sha256 } from '@codegrant/core';
import { pageUrlProblems, type ServerUrls } from './page-url-problems.ts';
import { pathProblems } from './path-problems.ts';
import { defaultPaths, defaultSignInUrl, type Paths, servedPaths } from './paths.ts';
import type { ServerOptions } from './server-options.ts';

/** The methods of each port. */
const ports = {
  clients: ['find'],
  owner: ['identify'],
  tokens: ['issue', 'revoke'],
  store: ['saveCode', 'takeCode', 'recordAnswer'],
  consents: ['granted', 'remember'],
} as const;

const optionalPorts: ReadonlySet<string> = new Set(['store', 'consents']);

const otherOptions = [
  'policy',
  'consentKeys',
  'signInUrl',
  'consentUrl',
  'paths',
  'corsOrigins',
  'pages',
  'report',
  'now',
  'random',
  'sha256',
];

const knownOptions: ReadonlySet<string> = new Set([...Object.keys(ports), ...otherOptions]);

const unknownOptionProblems = (options: object): readonly string[] =>
  Object.keys(options)
    .filter((name) => !knownOptions.has(name))
    .map((name) => `${name} is not an option: correct its spelling.`);

// An array has a find method too, but it does not find by client_id.
const hasMethod = (port: unknown, method: string): boolean =>
  typeof port === 'object' && port !== null && !Array.isArray(port) && typeof Reflect.get(port, method) === 'function';

// The types say so too, but JavaScript has no types.
const portProblems = (options: object): readonly string[] =>
  Object.entries(ports).flatMap(([name, methods]) => {
    const port: unknown = Reflect.get(options, name);
    if (port === undefined && optionalPorts.has(name)) return [];
    return methods
      .filter((method) => !hasMethod(port, method))
      .map(
        (method) =>
          `${name}.${method} must be a function${Array.isArray(port) ? `, and ${name} must not be an array` : ''}.`,
      );
  });

const functionOptions = ['report', 'now', 'random', 'sha256'];

const functionProblems = (options: object): readonly string[] =>
  functionOptions
    .filter((name) => !['undefined', 'function'].includes(typeof Reflect.get(options, name)))
    .map((name) => `${name} must be a function.`);

const pagesProblems = (pages: object): readonly string[] =>
  Object.entries(pages).flatMap(([name, page]) => {
    if (!Object.hasOwn(defaultPages, name))
      return [`pages.${name} is not a page of this server: correct its spelling.`];
    return page === undefined || typeof page === 'function' ? [] : [`pages.${name} must be a function.`];
  });

// With a clock in milliseconds, everything would live a thousand times as long.
const returnsSeconds = (now: () => unknown): boolean => {
  try {
    const time = now();
    return typeof time === 'number' && time >= 0 && time < 1e11;
  } catch {
    return false;
  }
};

const clockProblems = (now: (() => unknown) | undefined): readonly string[] =>
  typeof now !== 'function' || returnsSeconds(now)
    ? []
    : ['now must return seconds since 1970-01-01T00:00:00Z, as Date.now() / 1000 does.'];

const isSha256 = (sha256: Sha256): boolean => {
  try {
    return hashCode('', sha256) === hashCode('');
  } catch {
    return false;
  }
};

// With a function that returns a promise or another type, all codes would have the same hash.
const digestProblems = (sha256: Sha256 | undefined): readonly string[] =>
  typeof sha256 !== 'function' || isSha256(sha256)
    ? []
    : ['sha256 must return the 32 bytes of the SHA-256 hash, and no promise.'];

/** As a browser writes an origin: in lower case, without the default port and without a slash at the end. */
const isOrigin = (origin: unknown): boolean =>
  typeof origin === 'string' &&
  /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@*]+$/.test(origin) &&
  URL.canParse(origin) &&
  (!/^https?:/.test(origin) || new URL(origin).origin === origin);

const corsOriginsProblems = (origins: unknown): readonly string[] => {
  if (origins === undefined) return [];
  if (!Array.isArray(origins)) return ['corsOrigins must be a list of origins.'];
  return origins.flatMap((origin: unknown, index) =>
    isOrigin(origin)
      ? []
      : [
          `corsOrigins.${index} ${JSON.stringify(origin)} must be an origin as a browser sends it, such as https://spa.example.`,
        ],
  );
};

/**
 * Returns the problems of the options of a server. Each is a sentence that names the option.
 *
 * @param policy the validated `options.policy`
 */
export const optionProblems = <Context>(options: ServerOptions<Context>, policy: Policy): readonly string[] => {
  const { signInUrl = defaultSignInUrl, consentUrl } = options;
  const paths: Paths = { ...defaultPaths, ...options.paths };
  const urls: ServerUrls = {
    served: [...Object.values(paths), ...Object.values(servedPaths(paths, policy.issuer, consentUrl))],
    issuer: policy.issuer,
    insecure: options.policy.insecureIssuer === 'allow',
  };
  return [
    ...unknownOptionProblems(options),
    ...portProblems(options),
    ...functionProblems(options),
    ...clockProblems(options.now),
    ...digestProblems(options.sha256),
    ...pagesProblems(options.pages ?? {}),
    ...corsOriginsProblems(options.corsOrigins),
    ...pathProblems(paths, policy.issuer),
    ...pageUrlProblems('signInUrl', signInUrl, urls),
    ...(consentUrl === undefined ? [] : pageUrlProblems('consentUrl', consentUrl, urls)),
  ];
};
