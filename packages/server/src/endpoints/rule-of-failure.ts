import type { Rule } from '@codegrant/core';
import { httpRules, type RefusalVerdict } from '@codegrant/core/internal';
import { isTemporarilyUnavailable } from '../ports/temporarily-unavailable.ts';

/** The rule that is broken if a function of the operator throws: an outage can be over soon, a mistake cannot. */
export const ruleOfFailure = (cause: unknown): Rule<RefusalVerdict> =>
  isTemporarilyUnavailable(cause) ? httpRules.serverAvailable : httpRules.serverWorks;
