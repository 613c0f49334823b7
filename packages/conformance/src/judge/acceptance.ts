import type { FindingName } from './findings.ts';
import type { AuthorizeVector } from '../vectors/vector.ts';
import { clientsNamedBy, paramsOf, registeredFor, valuesOf } from '../expected/vector-request.ts';

/** The parameters that RFC 6749 §4.1.1 and RFC 7636 §4.3 define. */
const known = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
];

/** RFC 6749 §3.1 speaks to everybody, but a server can notice a second value only where it looks for a first. */
const repeatsKnown = (vector: AuthorizeVector): boolean =>
  known.some((name) => paramsOf(vector).getAll(name).length > 1);

const registeredTypes = new Set(['code', 'token', 'id_token', 'none']);

/** Whether the response type is one that IANA lists, so that a server may well support it. */
const asksForRegisteredType = (vector: AuthorizeVector): boolean =>
  valuesOf(vector, 'response_type').every((value) => value.split(' ').every((word) => registeredTypes.has(word)));

const loopback = /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/?]|$)(:\d*)?/;

const withoutPort = (uri: string): string =>
  uri.replace(loopback, (start: string, port: string | undefined) =>
    start.slice(0, start.length - (port ?? '').length),
  );

/** Whether nothing but the port on loopback keeps a redirect URI from being a registered one. */
const differsInPortAlone = (vector: AuthorizeVector): boolean =>
  valuesOf(vector, 'redirect_uri').some(
    (uri) =>
      loopback.test(uri) && registeredFor(vector).some((registered) => withoutPort(registered) === withoutPort(uri)),
  );

const hasOneRedirectUri = (vector: AuthorizeVector): boolean =>
  clientsNamedBy(vector).length === 1 && registeredFor(vector).length === 1;

/**
 * What it is called if a server goes on with a request that Codegrant ends by this rule. Where no RFC obliges a server to
 * refuse, it is allowed.
 */
export const acceptanceOf = (vector: AuthorizeVector, rule: string): FindingName => {
  switch (rule) {
    case 'redirect-uri-present':
      return hasOneRedirectUri(vector) ? 'default-redirect-uri' : 'accepts-forbidden';
    case 'redirect-uri-registered':
      return differsInPortAlone(vector) ? 'loopback-port-freer' : 'accepts-forbidden';
    case 'parameters-once':
      return repeatsKnown(vector) ? 'accepts-forbidden' : 'serves-more';
    case 'response-type-code':
      return asksForRegisteredType(vector) ? 'serves-another-type' : 'accepts-forbidden';
    case 'pkce-used':
      return 'serves-without-pkce';
    case 'parameters-decode':
    case 'state-characters':
    case 'client-may-use-code':
    case 'scope-syntax':
    case 'scope-default':
    case 'scope-allowed':
    case 'challenge-for-method':
    case 'challenge-method-allowed':
    case 'challenge-syntax':
      return 'serves-more';
    default:
      return 'accepts-forbidden';
  }
};

const otherErrors: Readonly<Record<string, readonly string[]>> = {
  'response-type-code': ['invalid_request', 'unauthorized_client'],
  'client-may-use-code': ['unsupported_response_type'],
  'parameters-decode': ['invalid_scope', 'unsupported_response_type'],
  'parameters-once': ['invalid_scope', 'unsupported_response_type'],
};

const errorsOfRfc = new Set(['invalid_request', 'unauthorized_client', 'unsupported_response_type', 'invalid_scope']);

/** A server may require state as well (RFC 6749 §10.12), and vectors of R190 have several faults on purpose. */
const hasOtherFaults = (vector: AuthorizeVector, error: string): boolean =>
  vector.requirements.includes('R190')
    ? errorsOfRfc.has(error)
    : error === 'invalid_request' && valuesOf(vector, 'state').length === 0;

/** Whether an error code that the vector does not expect fits its request as well. */
export const fitsAsWell = (vector: AuthorizeVector, rule: string, error: string): boolean =>
  hasOtherFaults(vector, error) || (otherErrors[rule] ?? []).includes(error);

/** Parameters that published extensions define: a server that knows one may have reasons of its own. */
const extensions = new Set(
  [
    'nonce prompt max_age display ui_locales id_token_hint login_hint acr_values claims claims_locales request request_uri',
  ]
    .concat([
      'response_mode resource authorization_details dpop_jkt registration audience code iss error client_secret',
    ])
    .flatMap((names) => names.split(' ')),
);

/** Statuses that speak of the message and not of what it asks for: methods, sizes, rates. */
const aboutTheMessage = new Set([405, 411, 413, 414, 415, 429, 431]);

const isLoopbackIp = (uri: string): boolean => /^http:\/\/(?:127\.0\.0\.1|\[::1\])(?=[:/?]|$)/.test(uri);

/** What it is called if a server refuses what Codegrant serves. */
export const refusalOf = (vector: AuthorizeVector, status: number): FindingName => {
  const { request, requirements } = vector;
  if ('form' in request || aboutTheMessage.has(status)) return 'refuses-more';
  if (requirements.includes('R42') && valuesOf(vector, 'redirect_uri').some(isLoopbackIp)) return 'loopback-port';
  const names = Array.from(paramsOf(vector).keys());
  const isPlain = !names.some((name) => extensions.has(name));
  return requirements.includes('R11') && isPlain ? 'unknown-not-ignored' : 'refuses-more';
};
