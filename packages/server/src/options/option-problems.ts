import { hashCode, type Policy, type Sha256 } from '@codegrant/core';
import { pageAddressProblems, type Places } from './page-url-problems.ts';
import { pathProblems } from './path-problems.ts';
import { defaultPaths, type Paths, servedPaths } from './paths.ts';
import type { ServerOptions } from './server-options.ts';

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
const tellsSeconds = (now: () => unknown): boolean => {
  try {
    const time = now();
    return typeof time === 'number' && time >= 0 && time < 1e11;
  } catch {
    return false;
  }
};

const clockProblems = (now: (() => unknown) | undefined): readonly string[] =>
  typeof now !== 'function' || tellsSeconds(now)
    ? []
    : ['now must tell seconds since 1970-01-01T00:00:00Z, as Date.now() / 1000 does.'];

const isSha256 = (sha256: Sha256): boolean => {
  try {
    return hashCode('', sha256) === hashCode('');
  } catch {
    return false;
  }
};

// One that answers later, or in another form, would make every code the same.
const digestProblems = (sha256: Sha256 | undefined): readonly string[] =>
  typeof sha256 !== 'function' || isSha256(sha256) ? [] : ['sha256 must give the 32 bytes of SHA-256 at once.'];

/**
 * What is wrong with the options of a server, each problem a sentence that names the option.
 *
 * @param policy the policy in them, checked
 */
export const optionProblems = <Context>(options: ServerOptions<Context>, policy: Policy): readonly string[] => {
  const { signInUrl = defaultSignInUrl, consentUrl } = options;
  const paths: Paths = { ...defaultPaths, ...options.paths };
  const places: Places = {
    served: [...Object.values(paths), ...Object.values(servedPaths(paths, policy.issuer, consentUrl))],
    issuer: policy.issuer,
    insecure: options.policy.insecureIssuer === 'allow',
  };
  return [
    ...namesProblems(options),
    ...portProblems(options),
    ...functionProblems(options),
    ...clockProblems(options.now),
    ...digestProblems(options.sha256),
    ...pagesProblems(options.pages ?? {}),
    ...pathProblems(paths, policy.issuer),
    ...pageAddressProblems('signInUrl', signInUrl, places),
    ...(consentUrl === undefined ? [] : pageAddressProblems('consentUrl', consentUrl, places)),
  ];
};
