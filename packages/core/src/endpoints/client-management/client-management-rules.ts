import type { RefusalVerdict } from '../../errors/refusal.ts';
import type { Rule } from '../../rules/rule.ts';
import { rulesOf } from '../../rules/rules-of.ts';
import { clientFilterStage } from './client-filter.ts';
import { clientManagerStage } from './client-manager.ts';
import { clientMetadataRule, clientObjectStage, managedClientStage } from './managed-client-stages.ts';

/** Every rule of the management of clients, but for those of pages, in the order in which the rules are applied. */
export const clientManagementRules: readonly Rule<RefusalVerdict>[] = /* @__PURE__ */ rulesOf<RefusalVerdict>(
  clientManagerStage,
  clientFilterStage,
  managedClientStage,
  clientObjectStage,
  { rules: [clientMetadataRule] },
);
