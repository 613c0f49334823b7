import { defaultPages, type Policy } from '@codegrant/core';
import { clientSourcesProblems } from './client-sources.ts';
import { clockProblems } from '../ports/clock.ts';
import { digestProblems } from '../ports/digest.ts';
import { hasMethod } from '../ports/has-method.ts';
import { methodProblems, portMethods } from '../ports/port-methods.ts';
import { drawEntropy, type Random } from '../ports/random.ts';
import { basePathOf } from './base-path.ts';
import type { FilledPorts } from './filled-ports.ts';
import { grantTypesProblems, servedGrantTypes } from './grant-types.ts';
import { issuerProblems } from './issuer-problems.ts';
import { corsOriginsProblems } from './cors-origins-problems.ts';
import { pageUrlProblems, type ServerUrls } from './page-url-problems.ts';
import { pathProblems } from './path-problems.ts';
import { endpointsProblems } from './optional-endpoint.ts';
import { portTimeoutProblems } from './port-timeout.ts';
import { defaultPaths, defaultSignInUrl, type Paths } from './paths.ts';
import { memoryProblems } from './memory-problems.ts';
import { registrationProblems } from './registration-problems.ts';
import { requestTypesProblems } from './request-types.ts';
import type { ServerOptions } from './server-options.ts';
import { servedPaths } from './served-paths.ts';

const optionalPorts: ReadonlySet<string> = new Set([
  'clients',
  'tokens',
  'store',
  'consents',
  'grants',
  'accessTokens',
]);

const otherOptions = [
  'policy',
  'consentKeys',
  'signInUrl',
  'consentUrl',
  'basePath',
  'paths',
  'endpoints',
  'corsOrigins',
  'tokenRequestTypes',
  'storage',
  'grantTypes',
  'clientSources',
  'clientAssertions',
  'limits',
  'portTimeoutMilliseconds',
  'pages',
  'report',
  'now',
  'random',
  'sha256',
];

const knownOptions: ReadonlySet<string> = new Set([...Object.keys(portMethods), ...otherOptions]);

const unknownOptionProblems = (options: object): readonly string[] =>
  Object.keys(options)
    .filter((name) => !knownOptions.has(name))
    .map((name) => `${name} is not an option: correct its spelling.`);

const portProblems = (given: object): readonly string[] =>
  Object.entries(portMethods).flatMap(([name, methods]) => {
    const port: unknown = Reflect.get(given, name);
    return port === undefined && optionalPorts.has(name) ? [] : methodProblems(name, port, methods);
  });

const clientsProblems = ({ clients }: FilledPorts): readonly string[] =>
  clients === undefined ? ['clients is missing. Set clients, or add registration(…) to endpoints.'] : [];

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

const isRandom = (random: Random): boolean => {
  try {
    drawEntropy(random);
    return true;
  } catch {
    return false;
  }
};

const randomProblems = (random: Random | undefined): readonly string[] =>
  typeof random !== 'function' || isRandom(random)
    ? []
    : [
        'random must return as many bytes of a cryptographic source as it is asked for, in a Uint8Array and no promise.',
      ];

/** The types say so too, but JavaScript has no types. */
const limitsProblems = (limits: unknown): readonly string[] =>
  limits === undefined || hasMethod(limits, 'within')
    ? []
    : ['limits must be what memoryLimits, redisLimits or defineLimits returns.'];

const clientAssertionsProblems = (clientAssertions: unknown): readonly string[] =>
  clientAssertions === undefined || hasMethod(clientAssertions, 'conflicts')
    ? []
    : ['clientAssertions must be what privateKeyJwt returns.'];

/** The members of `tokens` that may be left out. */
const tokenMemberProblems = (tokens: unknown): readonly string[] =>
  typeof tokens === 'object' && tokens !== null
    ? methodProblems(
        'tokens',
        tokens,
        ['find', 'revokeToken', 'jwks'].filter((member) => Reflect.get(tokens, member) !== undefined),
      )
    : [];

/**
 * Returns the problems of the options of a server. Each is a sentence that names the option.
 *
 * @param filled the ports that `storage` or an option of their name fills
 * @param policy the validated `options.policy`
 */
export const optionProblems = <Context>(
  options: ServerOptions<Context>,
  filled: FilledPorts,
  policy: Policy,
): readonly string[] => {
  const { owner, tokens, signInUrl = defaultSignInUrl, consentUrl, basePath, endpoints = [] } = options;
  const paths: Paths = { ...defaultPaths, ...options.paths };
  const wrongPaths = pathProblems(paths, policy.issuer, basePath);
  const wrongEndpoints = endpointsProblems(endpoints, { tokens, policy, consentKeys: options.consentKeys });
  // What is no path is not compared with anything.
  const served =
    wrongPaths.length > 0 || wrongEndpoints.length > 0
      ? undefined
      : servedPaths(paths, policy.issuer, consentUrl, endpoints, tokens);
  const urls: ServerUrls = {
    served: served === undefined ? [] : [...Object.values(paths), ...Object.values(served)],
    basePath: wrongPaths.length > 0 ? '' : basePathOf(basePath),
    issuer: policy.issuer,
    insecure: options.policy.insecureIssuer === 'allow',
  };
  return [
    ...unknownOptionProblems(options),
    ...portProblems({ ...filled, owner, tokens }),
    ...clientsProblems(filled),
    ...functionProblems(options),
    ...(typeof options.now === 'function' ? clockProblems(options.now) : []),
    ...randomProblems(options.random),
    ...(typeof options.sha256 === 'function' ? digestProblems(options.sha256) : []),
    ...tokenMemberProblems(tokens),
    ...memoryProblems(filled, tokens, wrongEndpoints.length > 0 ? [] : endpoints, policy),
    ...portTimeoutProblems(options.portTimeoutMilliseconds),
    ...grantTypesProblems(options.grantTypes),
    ...clientSourcesProblems(options.clientSources),
    ...clientAssertionsProblems(options.clientAssertions),
    ...limitsProblems(options.limits),
    ...registrationProblems(
      filled.clients,
      policy,
      servedGrantTypes(options.grantTypes).map(({ name }) => name),
      options.clientAssertions,
    ),
    ...pagesProblems(options.pages ?? {}),
    ...wrongPaths,
    ...wrongEndpoints,
    ...(served === undefined ? [] : issuerProblems(policy.issuer, served, basePath)),
    ...corsOriginsProblems(options.corsOrigins),
    ...requestTypesProblems(options.tokenRequestTypes),
    ...pageUrlProblems('signInUrl', signInUrl, urls),
    ...(consentUrl === undefined ? [] : pageUrlProblems('consentUrl', consentUrl, urls)),
  ];
};
