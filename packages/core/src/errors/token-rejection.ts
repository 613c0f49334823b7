import type { Rule } from '../rules/rule.ts';
import type { RefusalVerdict } from './refusal.ts';
import type { Retry } from './retry-after.ts';

/**
 * The errors of the endpoints that clients call without a browser: RFC 6749 §5.2, RFC 7009 §2.2.1, RFC 8707 §2, and two of §4.1.2.1 for
 * the statuses 500 and 503.
 */
export type TokenError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'invalid_target'
  | 'unsupported_token_type'
  | 'server_error'
  | 'temporarily_unavailable';

/** An error of an extension, such as `authorization_pending` (RFC 8628 §3.5). */
type OtherError = string & Record<never, never>;

/** What happens: the client receives the error in the reply. */
export interface TokenRejectionVerdict extends Retry {
  /** A function of the operator may choose another one: see `grantTypes` of the server. */
  readonly error: TokenError | OtherError;
  readonly status: RefusalVerdict['status'];
  /** `tokens` if the request shows that two parties have the code or refresh token: the grant and its tokens must be revoked. */
  readonly revoke: 'tokens' | 'nothing';
}

/** An error reply of the token endpoint. */
export interface TokenRejection {
  readonly kind: 'rejectToken';
  readonly rule: Rule<TokenRejectionVerdict>;
  /** The registered client that the request names, for logs. `undefined` if there is none. */
  readonly clientId: string | undefined;
  /** The subject of the grant, for logs. `undefined` if no code or refresh token was found. */
  readonly subject: string | undefined;
  /** The grant, which must be revoked if the verdict says so. `undefined` if no code or refresh token was found. */
  readonly grantId: string | undefined;
  /** The scheme of the Authorization header that the client used. `undefined` if it authenticated in another way. */
  readonly scheme: 'Basic' | 'Bearer' | undefined;
}

/** Rejects a token request that broke the rule. */
export const rejectToken = (
  rule: Rule<TokenRejectionVerdict>,
  { clientId, subject, grantId, scheme }: Partial<Omit<TokenRejection, 'kind' | 'rule'>> = {},
): TokenRejection => ({ kind: 'rejectToken', rule, clientId, subject, grantId, scheme });

const verdict = (error: TokenError, status: 400 | 401): TokenRejectionVerdict => ({ error, status, revoke: 'nothing' });

export const invalidTokenRequest: TokenRejectionVerdict = /* @__PURE__ */ verdict('invalid_request', 400);

/** RFC 6749 §5.2: 401, also for a client that sent no Authorization header. */
export const invalidClient: TokenRejectionVerdict = /* @__PURE__ */ verdict('invalid_client', 401);

export const invalidGrant: TokenRejectionVerdict = /* @__PURE__ */ verdict('invalid_grant', 400);

/** RFC 8707 §2: the resource is invalid, missing, unknown, or malformed. */
export const invalidTokenTarget: TokenRejectionVerdict = /* @__PURE__ */ verdict('invalid_target', 400);

export const unauthorizedClient: TokenRejectionVerdict = /* @__PURE__ */ verdict('unauthorized_client', 400);

/** RFC 7009 §2.2.1: the server cannot revoke tokens of this type. */
export const unsupportedTokenType: TokenRejectionVerdict = /* @__PURE__ */ verdict('unsupported_token_type', 400);

export const unsupportedGrantType: TokenRejectionVerdict = /* @__PURE__ */ verdict('unsupported_grant_type', 400);

/** RFC 6749 §5.2: the scope is malformed, or exceeds the granted one. */
export const invalidTokenScope: TokenRejectionVerdict = /* @__PURE__ */ verdict('invalid_scope', 400);

/** OAuth 2.1 §7.5.2: a second use that is otherwise valid. */
export const replayedGrant: TokenRejectionVerdict = { error: 'invalid_grant', status: 400, revoke: 'tokens' };
