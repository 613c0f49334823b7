import type { Client, ExtensionGrantRequest, ExtensionParameters, IssuedTokens, TokenRejection } from '@codegrant/core';
import { isScopeToken, readRejectedGrant, rejectGrant } from '@codegrant/core/internal';
import { type Awaitable, mapAwaitable } from './awaitable.ts';
import { checkedTokens } from './checked-tokens.ts';
import { isObject } from './stored-values.ts';

/** An access token that your function issued, and its scope. */
export interface ExtensionTokens extends IssuedTokens {
  /** At least one scope token. The token response tells the client. */
  readonly scope: readonly string[];
}

/** An error for the client, with the status 400. */
export interface ExtensionError {
  /** An error code, such as `invalid_grant` (RFC 6749 §5.2) or `authorization_pending` (RFC 8628 §3.5). */
  readonly error: string;
  /** What is wrong, for developers: ASCII, without quotation marks and backslashes. Default: a sentence of the server. */
  readonly description?: string | undefined;
}

/**
 * Answers a token request with a grant type of your own (RFC 6749 §4.5). It is called after the client has authenticated, and only for a
 * client whose `grant_types` have this grant type.
 *
 * @param client the registered client. It may be public: then anybody can pretend to be it
 * @param parameters what the client sent. Nothing of it is checked but that no parameter is repeated
 * @returns the access token and its scope, or an error for the client
 */
export type ExtensionGrant = (
  client: Client,
  parameters: ExtensionParameters,
) => Awaitable<ExtensionTokens | ExtensionError>;

/** What a function of the operator decided. */
type Answered =
  | { readonly kind: 'extensionTokens'; readonly scope: readonly string[]; readonly tokens: IssuedTokens }
  | TokenRejection;

const isScope = (scope: unknown): scope is readonly string[] =>
  Array.isArray(scope) && scope.length > 0 && scope.every((token) => typeof token === 'string' && isScopeToken(token));

const answered = (given: ExtensionTokens | ExtensionError, request: ExtensionGrantRequest): Answered => {
  const port = `grantTypes['${request.grantType}']`;
  if (!isObject<ExtensionTokens & ExtensionError>(given))
    throw new TypeError(`${port} must return an object with accessToken, expiresIn and scope, or with error.`);
  if ('error' in given) {
    const rejected = readRejectedGrant(given.error, given.description);
    if (rejected === undefined)
      throw new TypeError(
        `${port} must return error, and description if there is one, as a non-empty string of ASCII characters without quotation marks and backslashes (RFC 6749 §5.2).`,
      );
    return rejectGrant(request, rejected);
  }
  const tokens = checkedTokens(given, port);
  if (!isScope(tokens.scope))
    throw new TypeError(`${port} must return scope as a list of at least one scope token, such as ['read'].`);
  return { kind: 'extensionTokens', scope: tokens.scope, tokens };
};

/**
 * Asks the function of the operator for a grant type.
 *
 * @throws {TypeError} if it returns neither usable tokens nor a usable error
 */
export const answerExtensionGrant = (
  request: ExtensionGrantRequest,
  grantTypes: ReadonlyMap<string, ExtensionGrant>,
): Awaitable<Answered> => {
  const grant = grantTypes.get(request.grantType);
  if (grant === undefined) throw new TypeError(`The option grantTypes has no ${request.grantType}.`);
  return mapAwaitable(grant(request.client, request.parameters), (given) => answered(given, request));
};
