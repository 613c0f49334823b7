import type { Rule } from './rule.ts';

/**
 * A refusal is a page for the person at the browser. It has no field for a target: whoever can not be proven to be the
 * client's redirect URI is not redirected to (RFC 6749 §4.1.2.1).
 */
export interface Refusal {
  readonly kind: 'refuse';
  readonly rule: Rule<RefusalVerdict>;
}

/** What may be done: a page with this status. */
export interface RefusalVerdict {
  readonly status: 400 | 403 | 404 | 405 | 413 | 414 | 415 | 422 | 500;
}

/** The refusal of a request that broke the rule. */
export const refuse = (rule: Rule<RefusalVerdict>): Refusal => ({ kind: 'refuse', rule });
