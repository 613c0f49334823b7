import type { Rule } from '../../rules/rule.ts';
import { rulesOf } from '../../rules/rules-of.ts';
import { acceptedRegistrationStage } from './accepted-registration.ts';
import { issuedRegistrationStage } from './issued-registration.ts';
import type { RegistrationVerdict } from './registration-rejection.ts';
import { registrationObjectStage, requestedRegistrationStage } from './requested-registration.ts';

/** Every rule of the registration endpoint, in the order in which the rules are applied. */
export const registrationRules: readonly Rule<RegistrationVerdict>[] = /* @__PURE__ */ rulesOf<RegistrationVerdict>(
  registrationObjectStage,
  requestedRegistrationStage,
  acceptedRegistrationStage,
  issuedRegistrationStage,
);
