import type { Rule } from '../rules/rule.ts';

/** The errors of RFC 6750 §3.1, which a challenge names. */
type ChallengeError = 'invalid_request' | 'invalid_token' | 'insufficient_scope';

/** What happens: the client gets the error and a challenge. */
export interface BearerVerdict {
  readonly status: 400 | 401 | 403;
  /** The error in JSON. RFC 6750 §3.1: a challenge names no error if the request has no token. */
  readonly error: ChallengeError | 'missing_token';
}

/** A request to a protected resource that is refused. */
export interface BearerRejection {
  readonly kind: 'rejectBearer';
  readonly rule: Rule<BearerVerdict>;
  /** The client of the access token, for logs. `undefined` if the token is unknown. */
  readonly clientId: string | undefined;
}

/** Refuses a request to a protected resource that broke the rule. */
export const rejectBearer = (rule: Rule<BearerVerdict>, clientId?: string): BearerRejection => ({
  kind: 'rejectBearer',
  rule,
  clientId,
});
