import type { TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import type { Rule } from '../../rules/rule.ts';
import { rulesOf } from '../../rules/rules-of.ts';
import { presentedParametersStage } from './presented-parameters.ts';
import { presentedTokenStage } from './presented-token.ts';

/** The rules that revocation and introspection have in common, besides those of client authentication. */
export const presentedTokenRules: readonly Rule<TokenRejectionVerdict>[] =
  /* @__PURE__ */ rulesOf<TokenRejectionVerdict>(presentedParametersStage, presentedTokenStage);
