import type { Rule } from '../rules/rule.ts';
import type { Retry } from './retry-after.ts';

/**
 * A refusal: a page for the user, or a JSON error for a page hosted by the operator. It has no redirect target. Without
 * a matched redirect URI there is no redirect (RFC 6749 §4.1.2.1).
 */
export interface Refusal {
  readonly kind: 'refuse';
  readonly rule: Rule<RefusalVerdict>;
  /** The registered client of the request, for logs. `undefined` if it is unknown. */
  readonly clientId: string | undefined;
  /**
   * The form-urlencoded string of an authorization request of this server, with which the user can start again.
   * `undefined` if there is none.
   */
  readonly retryQuery: string | undefined;
}

/** What happens: a page with this status. */
export interface RefusalVerdict extends Retry {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 414 | 415 | 422 | 429 | 500 | 503;
  /** The status of the error in JSON, if it is not the one of the page. */
  readonly jsonStatus?: 422 | undefined;
  /**
   * The error code in JSON. Default: `server_error` for 500, `temporarily_unavailable` for 429 and 503, otherwise
   * `invalid_request`.
   */
  readonly error?: ConsentTokenError | GrantListError | ClientManagementError | undefined;
}

/** A page for a malformed request. */
export const badRequest: RefusalVerdict = { status: 400 };

/** Why a consent token was refused, for programs that show their own message. */
export type ConsentTokenError =
  | 'consent_token_invalid'
  | 'consent_token_expired'
  | 'consent_token_spent'
  | 'consent_token_of_another';

/** Why the list of grants has no answer: no resource owner is identified, or the grant is not one of theirs. */
export type GrantListError = 'login_required' | 'not_found';

/** Why a client is not created or changed. The members that are wrong are in `invalid_fields` of the reply. */
export type ClientManagementError = 'invalid_client_metadata';

/** The refusal, with the status that an endpoint sends whose errors are JSON. */
export const refusalInJson = (refusal: Refusal): Refusal => {
  const { rule } = refusal;
  const { status, jsonStatus = status } = rule.verdict;
  return { ...refusal, rule: { ...rule, verdict: { ...rule.verdict, status: jsonStatus } } };
};

/** Refuses a request that broke the rule. */
export const refuse = (rule: Rule<RefusalVerdict>, clientId?: string, retryQuery?: string): Refusal => ({
  kind: 'refuse',
  rule,
  clientId,
  retryQuery,
});
