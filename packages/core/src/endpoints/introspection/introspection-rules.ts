import type { TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import type { Rule } from '../../rules/rule.ts';
import { rulesOf } from '../../rules/rules-of.ts';
import { askingClientStage, askingOwnerStage } from './asker.ts';

/** The rules of the introspection endpoint, besides those of a presented token and of client authentication. */
export const introspectionRules: readonly Rule<TokenRejectionVerdict>[] =
  /* @__PURE__ */ rulesOf<TokenRejectionVerdict>(askingClientStage, askingOwnerStage);
