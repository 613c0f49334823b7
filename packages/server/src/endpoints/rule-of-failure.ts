import type { Rule } from '@codegrant/core';
import { httpRules, type RefusalVerdict } from '@codegrant/core/internal';
import { isLimitReached } from '../ports/limit-reached.ts';
import { isTemporarilyUnavailable } from '../ports/temporarily-unavailable.ts';

const { limitKept, serverAvailable, serverWorks } = httpRules;

/** The rule that is broken if a function of the operator throws: a limit and an outage can be over soon, a mistake cannot. */
export const ruleOfFailure = (cause: unknown): Rule<RefusalVerdict> => {
  if (isLimitReached(cause))
    return { ...limitKept, verdict: { ...limitKept.verdict, retryAfterSeconds: cause.retryAfterSeconds } };
  return isTemporarilyUnavailable(cause) ? serverAvailable : serverWorks;
};
