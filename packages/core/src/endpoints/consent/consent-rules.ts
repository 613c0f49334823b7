import type { RefusalVerdict } from '../../errors/refusal.ts';
import type { Rule } from '../../rules/rule.ts';
import { consentFormStage } from './consent-form.ts';
import { grantRequestStage } from './grant-request.ts';
import { answeredQuestionStage } from './answered-question.ts';
import { consentTokenStage } from './open-question.ts';
import { consentTokenUnspentStage } from './spent-question.ts';

/** Every rule of the consent endpoint, in the order in which the rules are applied. */
export const consentRules: readonly Rule<RefusalVerdict>[] = [
  ...consentFormStage.rules,
  ...grantRequestStage.rules,
  ...consentTokenStage.rules,
  ...answeredQuestionStage.rules,
  ...consentTokenUnspentStage.rules,
];
