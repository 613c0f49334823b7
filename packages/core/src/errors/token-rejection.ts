import type { Rule } from '../rules/rule.ts';
import type { RefusalVerdict } from './refusal.ts';

/** RFC 6749 §5.2: what a client may be told at the token endpoint. */
export type TokenError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'server_error';

/** What may be done: the client is told in the answer. */
export interface TokenRejectionVerdict {
  readonly error: TokenError;
  readonly status: RefusalVerdict['status'] | 401;
  /** `tokens` where the request shows that a code got into two hands: the tokens that it brought are taken back. */
  readonly revoke: 'tokens' | 'nothing';
}

/** An answer of the token endpoint that gives no token. */
export interface TokenRejection {
  readonly kind: 'rejectToken';
  readonly rule: Rule<TokenRejectionVerdict>;
  /** The registered client that the request names, for logs; `undefined` where there is none. */
  readonly clientId: string | undefined;
  /** Whose code it was, for logs; `undefined` where it did not come to that. */
  readonly subject: string | undefined;
  /** The grant that the code is of, whose tokens are taken back where the verdict says so; `undefined` where there is none. */
  readonly grantId: string | undefined;
}

/** The rejection of a token request that broke the rule. */
export const rejectToken = (
  rule: Rule<TokenRejectionVerdict>,
  { clientId, subject, grantId }: Partial<Omit<TokenRejection, 'kind' | 'rule'>> = {},
): TokenRejection => ({ kind: 'rejectToken', rule, clientId, subject, grantId });

const verdict = (error: TokenError, status: 400 | 401): TokenRejectionVerdict => ({ error, status, revoke: 'nothing' });

export const invalidTokenRequest: TokenRejectionVerdict = verdict('invalid_request', 400);

/** RFC 6749 §5.2: 401, so that a client that tried another way learns of the one that there is. */
export const invalidClient: TokenRejectionVerdict = verdict('invalid_client', 401);

export const invalidGrant: TokenRejectionVerdict = verdict('invalid_grant', 400);

export const unauthorizedClient: TokenRejectionVerdict = verdict('unauthorized_client', 400);

export const unsupportedGrantType: TokenRejectionVerdict = verdict('unsupported_grant_type', 400);

/** OAuth 2.1 §7.5.2: a second use that is right in all else. */
export const replayedGrant: TokenRejectionVerdict = { error: 'invalid_grant', status: 400, revoke: 'tokens' };
