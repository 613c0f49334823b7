import { systemNow } from '../platform/system.ts';
import { wholeSeconds } from '../ports/clock.ts';
import type { TokenFinder } from '../ports/tokens.ts';
import { readIntrospection } from './introspection-answer.ts';
import { checkIntrospectionOptions, type IntrospectionOptions } from './introspection-options.ts';
import { introspectorOf } from './introspection-request.ts';
import { tokenCache } from './token-cache.ts';

/**
 * Finds access tokens at the introspection endpoint of an authorization server on another machine (RFC 7662). The answer must name
 * `client_id` and `exp`. Its `aud` is what the token is for, and its `sub` is the resource owner.
 *
 * @returns the tokens, for the option `tokens` of `protectedResource`. `find` rejects with `TemporarilyUnavailable` if the endpoint
 *   cannot be reached, is late, or answers with 429 or 5xx, and with a `TypeError` for any other answer that cannot be used
 * @throws {InvalidSettings} if options are invalid. The message names each of them
 * @example
 * const tokens = introspectedTokens({
 *   introspectionEndpoint: 'https://login.example/oauth/introspect',
 *   clientId: 'mail-api',
 *   clientSecret: secretFromTheEnvironment,
 * });
 */
export const introspectedTokens = (options: IntrospectionOptions): TokenFinder => {
  checkIntrospectionOptions(options);
  const clock = wholeSeconds(options.now ?? systemNow);
  const cache = tokenCache(options.cacheSeconds ?? 0);
  const introspect = introspectorOf(options);
  const { issuer } = options;
  return {
    find: async (accessToken) => {
      const known = cache.find(accessToken, clock());
      if (known !== undefined) return known;
      const answer = await introspect(accessToken);
      // The answer took some time.
      const now = clock();
      const token = readIntrospection(answer, { now, issuer });
      if (token !== undefined) cache.keep(accessToken, token, now);
      return token;
    },
  };
};
