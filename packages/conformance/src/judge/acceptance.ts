import type { FindingName } from './findings.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';
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

/** RFC 6749 §3.1 applies to all parameters, but a server can only detect repetitions of parameters that it knows. */
const repeatsKnown = (vector: AuthorizeVector): boolean =>
  known.some((name) => paramsOf(vector).getAll(name).length > 1);

const registeredTypes = new Set(['code', 'token', 'id_token', 'none']);

/** Whether the response type is registered with IANA, so that a server may support it. */
const asksForRegisteredType = (vector: AuthorizeVector): boolean =>
  valuesOf(vector, 'response_type').every((value) => value.split(' ').every((word) => registeredTypes.has(word)));

const loopback = /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/?]|$)(:\d*)?/;

const withoutPort = (uri: string): string =>
  uri.replace(loopback, (start: string, port: string | undefined) =>
    start.slice(0, start.length - (port ?? '').length),
  );

/** Whether the redirect URI differs from a registered one only in its port on loopback. */
const differsInPortAlone = (vector: AuthorizeVector): boolean =>
  valuesOf(vector, 'redirect_uri').some(
    (uri) =>
      loopback.test(uri) && registeredFor(vector).some((registered) => withoutPort(registered) === withoutPort(uri)),
  );

const hasOneRedirectUri = (vector: AuthorizeVector): boolean =>
  clientsNamedBy(vector).length === 1 && registeredFor(vector).length === 1;

/**
 * The finding if a server accepts a request that Codegrant rejects by this rule. It is allowed if no RFC requires a
 * rejection.
 */
export const acceptanceOf = (vector: AuthorizeVector, rule: string): FindingName => {
  switch (rule) {
    case 'redirect-uri-present':
      return hasOneRedirectUri(vector) ? 'default-redirect-uri' : 'accepts-forbidden';
    case 'redirect-uri-registered':
      return differsInPortAlone(vector) ? 'any-loopback-port' : 'accepts-forbidden';
    case 'parameters-once':
      return repeatsKnown(vector) ? 'accepts-forbidden' : 'serves-more';
    case 'response-type-code':
      return asksForRegisteredType(vector) ? 'serves-another-type' : 'accepts-forbidden';
    case 'pkce-used':
      return 'serves-without-pkce';
    case 'parameters-decode':
    case 'state-characters':
    case 'client-may-use-code':
    case 'response-mode-query':
    case 'scope-syntax':
    case 'scope-default':
    case 'scope-declared':
    case 'scope-allowed':
    case 'challenge-for-method':
    case 'challenge-method-declared':
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
  'response-mode-query': ['unsupported_response_mode', 'unsupported_response_type'],
  'parameters-decode': ['invalid_scope', 'unsupported_response_type'],
  'parameters-once': ['invalid_scope', 'unsupported_response_type'],
};

const errorsOfRfc = new Set(['invalid_request', 'unauthorized_client', 'unsupported_response_type', 'invalid_scope']);

/** A server may require state (RFC 6749 §10.12), and vectors of R190 contain several errors on purpose. */
const hasOtherFaults = (vector: AuthorizeVector, error: string): boolean =>
  vector.requirements.includes('R190')
    ? errorsOfRfc.has(error)
    : error === 'invalid_request' && valuesOf(vector, 'state').length === 0;

/** Whether an error code other than the expected one fits the request as well. */
export const fitsAsWell = (vector: AuthorizeVector, rule: string, error: string): boolean =>
  hasOtherFaults(vector, error) || (otherErrors[rule] ?? []).includes(error);

/** Parameters of published extensions: a server that supports one may reject the request because of it. */
const extensions = new Set(
  [
    'nonce prompt max_age display ui_locales id_token_hint login_hint acr_values claims claims_locales request request_uri',
    'response_mode resource authorization_details dpop_jkt registration audience code iss error client_secret',
  ].flatMap((names) => names.split(' ')),
);

/** Statuses about the HTTP message, not about the authorization request: methods, sizes, rates. */
const aboutTheMessage = new Set([405, 411, 413, 414, 415, 429, 431]);

const isLoopbackIp = (uri: string): boolean => /^http:\/\/(?:127\.0\.0\.1|\[::1\])(?=[:/?]|$)/.test(uri);

/** The finding if a server rejects a request that Codegrant accepts. */
export const refusalOf = (vector: AuthorizeVector, status: number): FindingName => {
  const { request, requirements } = vector;
  if ('form' in request || aboutTheMessage.has(status)) return 'refuses-more';
  if (requirements.includes('R42') && valuesOf(vector, 'redirect_uri').some(isLoopbackIp)) return 'loopback-port';
  const names = Array.from(paramsOf(vector).keys());
  const isPlain = !names.some((name) => extensions.has(name));
  return requirements.includes('R11') && isPlain ? 'unknown-not-ignored' : 'refuses-more';
};
