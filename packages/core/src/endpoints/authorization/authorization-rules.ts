import type { Rule } from '../../rules/rule.ts';
import { rulesOf } from '../../rules/rules-of.ts';
import { consentStage } from './consent/consent.ts';
import { identifyStage } from './owner/identify.ts';
import { addressStage } from './request/address.ts';
import { bindStage } from './request/bind.ts';
import { checkStage } from './request/check.ts';

/** Every rule of the authorization endpoint, in the order in which they are applied. */
export const authorizationRules: readonly Rule<unknown>[] = /* @__PURE__ */ rulesOf<unknown>(
  addressStage,
  bindStage,
  checkStage,
  identifyStage,
  consentStage,
);
