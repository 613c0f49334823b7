import type {
  Client,
  ExtensionGrantRequest,
  ExtensionParameters,
  IssuedTokens,
  Policy,
  TokenRejection,
} from '@codegrant/core';
import { type grantedExtension, isScopeToken, readRejectedGrant, rejectGrant } from '@codegrant/core/internal';
import { type Awaitable, mapAwaitable } from '../ports/awaitable.ts';
import { checkedTokens } from '../ports/checked-tokens.ts';
import { isNonEmptyString } from '../ports/is-non-empty-string.ts';
import { isTime } from '../ports/is-time.ts';

/** An access token that your function issued, and its scope. */
export interface ExtensionTokens extends IssuedTokens {
  /** At least one scope token. The token response contains this scope. */
  readonly scope: readonly string[];
}

/** The access that the function grants. The server issues the access token with `tokens.issue`. If there is a user, the server saves the grant. */
export interface ExtensionAccess {
  /** The `subject` of the user, as `owner.identify` returns it. `undefined` if the client acts for itself, without a user. */
  readonly subject: string | undefined;
  /** At least one scope token of the policy. */
  readonly scope: readonly string[];
  /** Resources of the policy, spelt as in the policy. Required if the policy has resources. */
  readonly resources?: readonly string[] | undefined;
  /** When the user signed in, in seconds since 1970-01-01T00:00:00Z. */
  readonly authTime?: number | undefined;
}

/** An error for the client, with the status 400. */
export interface ExtensionError {
  /** An error code, such as `invalid_grant` (RFC 6749 §5.2) or `authorization_pending` (RFC 8628 §3.5). */
  readonly error: string;
  /** What is wrong, for developers: ASCII, without quotation marks and backslashes. Default: a sentence of the server. */
  readonly description?: string | undefined;
}

type ExtensionAnswer = ExtensionAccess | ExtensionTokens | ExtensionError;

/**
 * Answers a token request with a grant type of your own (RFC 6749 §4.5). The server calls this function after the client has authenticated,
 * and only if the `grant_types` of the client contain this grant type.
 *
 * @param client the registered client. If the client is public, anybody can send its `client_id`
 * @param parameters the parameters of the request. The server has checked only that no parameter is repeated, and that each value is UTF-8
 * @returns one of three results: the access that the server issues an access token for, an access token of your own with its scope, or an
 *   error for the client. The client never receives a refresh token
 */
export type ExtensionGrant = (client: Client, parameters: ExtensionParameters) => Awaitable<ExtensionAnswer>;

/** What a function of the operator decided. */
type Answered =
  | { readonly kind: 'extensionAccess'; readonly access: CheckedAccess }
  | { readonly kind: 'extensionTokens'; readonly scope: readonly string[]; readonly tokens: IssuedTokens }
  | TokenRejection;

const isScope = (scope: unknown): scope is readonly string[] =>
  Array.isArray(scope) && scope.length > 0 && scope.every((token) => typeof token === 'string' && isScopeToken(token));

const isOfPolicy = (names: unknown, known: ReadonlyMap<string, unknown>): names is readonly string[] =>
  Array.isArray(names) && names.every((name) => known.has(name));

/** {@link ExtensionAccess} with every member. */
type CheckedAccess = Parameters<typeof grantedExtension>[1];

const checkedAccess = (
  { subject, scope, resources = [], authTime }: Partial<Readonly<Record<keyof ExtensionAccess, unknown>>>,
  port: string,
  policy: Policy,
): CheckedAccess => {
  if (subject !== undefined && !isNonEmptyString(subject))
    throw new TypeError(
      `${port} must return subject as a non-empty string, or undefined if the client acts for itself.`,
    );
  if (!isScope(scope) || !isOfPolicy(scope, policy.scopes))
    throw new TypeError(`${port} must return scope as a list of at least one scope of the policy.`);
  if (!isOfPolicy(resources, policy.resources) || (resources.length === 0) !== (policy.resources.size === 0))
    throw new TypeError(
      `${port} must return resources as a list of resources of the policy: at least one, if it has some.`,
    );
  if (authTime !== undefined && !isTime(authTime))
    throw new TypeError(`${port} must return authTime in seconds since 1970-01-01T00:00:00Z, or leave it out.`);
  return { subject, scope, resources, authTime };
};

/** How errors name the function for a grant type. */
export const portOf = (name: string): string => `extensionGrant('${name}')`;

const answered = (given: ExtensionAnswer, request: ExtensionGrantRequest, policy: Policy): Answered => {
  const port = portOf(request.grantType);
  // The types say so too, but JavaScript has no types.
  if (typeof given !== 'object' || given === null)
    throw new TypeError(`${port} must return an object with subject and scope, with accessToken, or with error.`);
  if ('error' in given) {
    const rejected = readRejectedGrant(given.error, given.description);
    if (rejected === undefined)
      throw new TypeError(
        `${port} must return error, and description if there is one, as a non-empty string of ASCII characters without quotation marks and backslashes (RFC 6749 §5.2).`,
      );
    return rejectGrant(request, rejected);
  }
  if ('subject' in given) return { kind: 'extensionAccess', access: checkedAccess(given, port, policy) };
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
  grant: ExtensionGrant,
  policy: Policy,
): Awaitable<Answered> =>
  mapAwaitable(grant(request.client, request.parameters), (given) => answered(given, request, policy));
