import type { RefusalVerdict } from '../../errors/refusal.ts';
import type { Rule } from '../../rules/rule.ts';
import { rulesOf } from '../../rules/rules-of.ts';
import { grantOwnerStage } from './grant-owner.ts';
import { listRequestStage } from './list-request.ts';
import { ownedGrantStage } from './owned-grant.ts';

/** Every rule of the list of grants, in the order in which the rules are applied. */
export const grantListRules: readonly Rule<RefusalVerdict>[] = /* @__PURE__ */ rulesOf<RefusalVerdict>(
  grantOwnerStage,
  listRequestStage,
  ownedGrantStage,
);
