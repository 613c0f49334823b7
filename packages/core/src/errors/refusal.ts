import type { Rule } from '../rules/rule.ts';

/**
 * A refusal is a page for the person at the browser, or an error in JSON for a page of the operator's. It has no field for a
 * target: whoever can not be proven to be the client's redirect URI is not redirected to (RFC 6749 §4.1.2.1).
 */
export interface Refusal {
  readonly kind: 'refuse';
  readonly rule: Rule<RefusalVerdict>;
  /** The registered client that asked, for logs; `undefined` where it is not known. */
  readonly clientId: string | undefined;
}

/** What may be done: a page with this status. */
export interface RefusalVerdict {
  readonly status: 400 | 403 | 404 | 405 | 413 | 414 | 415 | 422 | 500;
  /** What a JSON answer calls it. Default: `server_error` for 500, and else `invalid_request`. */
  readonly error?: ConsentTokenError | undefined;
}

/** Why a consent token can not be used, for a program that wants to say it in its own words. */
export type ConsentTokenError =
  | 'consent_token_invalid'
  | 'consent_token_expired'
  | 'consent_token_spent'
  | 'consent_token_of_another';

/** The refusal of a request that broke the rule. */
export const refuse = (rule: Rule<RefusalVerdict>, clientId?: string): Refusal => ({
  kind: 'refuse',
  rule,
  clientId,
});
