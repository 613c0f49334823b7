import type { RefusalVerdict } from '../../errors/refusal.ts';
import type { Rule } from '../../rules/rule.ts';
import { rulesOf } from '../../rules/rules-of.ts';
import { consentFormStage } from './consent-form.ts';
import { grantRequestStage } from './grant-request.ts';
import { answeredQuestionStage } from './answered-question.ts';
import { consentOwnerStage, consentTokenStage, openQuestionStage } from './open-question.ts';
import { settledQuestionStage } from './settled-question.ts';

/** Every rule of the consent endpoint, in the order in which the rules are applied. */
export const consentRules: readonly Rule<RefusalVerdict>[] = /* @__PURE__ */ rulesOf<RefusalVerdict>(
  consentFormStage,
  grantRequestStage,
  consentTokenStage,
  consentOwnerStage,
  openQuestionStage,
  answeredQuestionStage,
  settledQuestionStage,
);
