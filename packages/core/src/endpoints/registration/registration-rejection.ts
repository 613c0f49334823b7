import type { Retry } from '../../errors/retry-after.ts';
import type { Rule } from '../../rules/rule.ts';

/** The errors of the registration endpoint: RFC 7591 §3.2.2, RFC 6750 §3.1, and two of RFC 6749 §4.1.2.1. */
export type RegistrationError =
  | 'invalid_client_metadata'
  | 'invalid_redirect_uri'
  | 'invalid_token'
  | 'access_denied'
  | 'temporarily_unavailable';

/** What happens: the client receives the error in the reply. */
export interface RegistrationVerdict extends Retry {
  readonly error: RegistrationError;
  readonly status: 400 | 401 | 403 | 503;
}

/** A registration that is refused. */
export interface RegistrationRejection {
  readonly kind: 'rejectRegistration';
  readonly rule: Rule<RegistrationVerdict>;
  /** What is wrong with the metadata, each a sentence that begins with the name of the member. */
  readonly problems: readonly string[];
  /** Whether the request had an access token. */
  readonly hasToken: boolean;
  /** Why the operator refuses the client, for developers. `undefined`: as the rule says. */
  readonly reason: string | undefined;
}

/** Rejects a registration that broke the rule. */
export const rejectRegistration = (
  rule: Rule<RegistrationVerdict>,
  { problems = [], hasToken = false, reason }: Partial<Omit<RegistrationRejection, 'kind' | 'rule'>> = {},
): RegistrationRejection => ({ kind: 'rejectRegistration', rule, problems, hasToken, reason });
