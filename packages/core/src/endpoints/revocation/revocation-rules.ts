import type { TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import type { Rule } from '../../rules/rule.ts';
import { rulesOf } from '../../rules/rules-of.ts';
import { presentedParametersStage } from '../presented-token/presented-parameters.ts';
import { presentedTokenStage } from '../presented-token/presented-token.ts';
import { revocableStage } from './revocable.ts';

/** The rules of the revocation endpoint, in the order in which they are applied, besides those of client authentication. */
export const revocationRules: readonly Rule<TokenRejectionVerdict>[] = /* @__PURE__ */ rulesOf<TokenRejectionVerdict>(
  presentedParametersStage,
  presentedTokenStage,
  revocableStage,
);
