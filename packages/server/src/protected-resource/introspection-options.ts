import { InvalidSettings } from '@codegrant/core';
import { isApiUri } from '@codegrant/core/internal';
import { clockProblems } from '../ports/clock.ts';
import { isNonEmptyString } from '../ports/is-non-empty-string.ts';
import { functionProblems, problem, unknownOptionProblems } from './option-checks.ts';

/** The options of `introspectedTokens`. */
export interface IntrospectionOptions {
  /** The URL of the introspection endpoint of the authorization server: https, or http on loopback. */
  readonly introspectionEndpoint: string;
  /** The `client_id` under which the API is registered at the authorization server. */
  readonly clientId: string;
  /** The client secret of the API. The API authenticates with `client_secret_basic`. */
  readonly clientSecret: string;
  /**
   * The expected issuer. If the response has another `iss`, the token counts as invalid. Default: none, so `iss` is not
   * compared.
   */
  readonly issuer?: string | undefined;
  /**
   * How long the API remembers a valid token, in whole seconds: 0 to 300. If a token is revoked during this time, the
   * API still accepts the token until the time has passed. Default: 0, so the API calls the endpoint for each request.
   */
  readonly cacheSeconds?: number | undefined;
  /** How long the response of the introspection endpoint may take, in milliseconds: 1 to 600000. Default: 5000. */
  readonly timeoutMilliseconds?: number | undefined;
  /** Sends the requests. Default: the platform's `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** The clock, in seconds since 1970-01-01T00:00:00Z. Default: the system's. */
  readonly now?: (() => number) | undefined;
}

const optionNames: Readonly<Record<keyof IntrospectionOptions, true>> = {
  introspectionEndpoint: true,
  clientId: true,
  clientSecret: true,
  issuer: true,
  cacheSeconds: true,
  timeoutMilliseconds: true,
  fetch: true,
  now: true,
};

/** In seconds. Whoever revokes a token expects that it is refused soon. */
const longestCache = 300;

/** In milliseconds. */
const longestTimeout = 600_000;

const isWhole = (value: unknown, from: number, to: number): boolean =>
  value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to);

/**
 * Validates the options.
 *
 * @throws {InvalidSettings} if options are invalid. The message names each of them
 */
export const checkIntrospectionOptions = (options: IntrospectionOptions): void => {
  // The types say so too, but JavaScript has no types.
  const given: Partial<Record<keyof IntrospectionOptions, unknown>> = options;
  const { introspectionEndpoint: endpoint } = given;
  const problems = [
    ...unknownOptionProblems(options, optionNames),
    ...problem(
      // RFC 7662 §4: tokens and the secret of the client are in the request.
      isNonEmptyString(endpoint) && isApiUri(endpoint),
      `introspectionEndpoint ${JSON.stringify(endpoint)} must be an https URL, or http on http://127.0.0.1, http://[::1] or http://localhost.`,
    ),
    ...problem(isNonEmptyString(given.clientId), 'clientId must be a non-empty string.'),
    ...problem(isNonEmptyString(given.clientSecret), 'clientSecret must be a non-empty string.'),
    ...problem(given.issuer === undefined || isNonEmptyString(given.issuer), 'issuer must be a non-empty string.'),
    ...problem(
      isWhole(given.cacheSeconds, 0, longestCache),
      `cacheSeconds must be a whole number of seconds from 0 to ${longestCache}. Default: 0.`,
    ),
    ...problem(
      isWhole(given.timeoutMilliseconds, 1, longestTimeout),
      `timeoutMilliseconds must be a whole number of milliseconds from 1 to ${longestTimeout}. Default: 5000.`,
    ),
    ...functionProblems('fetch', given.fetch),
    ...functionProblems('now', given.now),
    ...(typeof options.now === 'function' ? clockProblems(options.now) : []),
  ];
  if (problems.length > 0) throw new InvalidSettings('introspectedTokens', problems);
};
