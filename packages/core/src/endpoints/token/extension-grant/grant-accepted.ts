import { invalidGrant, type TokenRejectionVerdict } from '../../../errors/token-rejection.ts';
import type { Rule } from '../../../rules/rule.ts';

/** The rule that a request breaks which a function of the operator does not accept. The operator chooses the error. */
export const grantAccepted: Rule<TokenRejectionVerdict> = {
  name: 'extension-grant-accepted',
  requirements: ['R234'],
  source: 'RFC 6749 §4.5',
  message: 'The request was not granted.',
  verdict: invalidGrant,
};
