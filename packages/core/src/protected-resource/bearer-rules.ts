import type { Rule } from '../rules/rule.ts';
import { rulesOf } from '../rules/rules-of.ts';
import { bearerCredentialsStage } from './bearer-credentials.ts';
import type { BearerVerdict } from './bearer-rejection.ts';
import { requiredAccessStage } from './required-access.ts';

/** Every rule for a request to a protected resource, in the order in which they are applied. */
export const bearerRules: readonly Rule<BearerVerdict>[] = /* @__PURE__ */ rulesOf<BearerVerdict>(
  bearerCredentialsStage,
  requiredAccessStage,
);
