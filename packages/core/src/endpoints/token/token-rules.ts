import { authenticateStage } from '../../client-authentication/authenticate-client.ts';
import { credentialsStage } from '../../client-authentication/credentials.ts';
import type { TokenRejectionVerdict } from '../../errors/token-rejection.ts';
import type { Rule } from '../../rules/rule.ts';
import { rulesOf } from '../../rules/rules-of.ts';
import { redeemStage } from './authorization-code/redeem.ts';
import { redemptionStage } from './authorization-code/redemption.ts';
import { clientScopeStage } from './client-credentials/client-scope.ts';
import { extensionGrantStage } from './extension-grant/extension-grant.ts';
import { grantAccepted } from './extension-grant/grant-accepted.ts';
import { grantTypeNamedStage, grantTypeRegisteredStage, grantTypeSupported } from './grant-type/grant-type.ts';
import { refreshRequestStage } from './refresh-token/refresh-request.ts';
import { refreshTokenStage } from './refresh-token/refresh-token.ts';
import { reuseStage, successorStage } from './refresh-token/reuse.ts';
import { targetStage } from './target/target.ts';
import { tokenRequestStage } from './token-request.ts';

/** Every rule of the token endpoint, in the order in which they are applied. */
export const tokenRules: readonly Rule<TokenRejectionVerdict>[] = /* @__PURE__ */ rulesOf<TokenRejectionVerdict>(
  tokenRequestStage,
  credentialsStage,
  authenticateStage,
  grantTypeNamedStage,
  { rules: [grantTypeSupported] },
  grantTypeRegisteredStage,
  redemptionStage,
  redeemStage,
  refreshRequestStage,
  refreshTokenStage,
  reuseStage,
  successorStage,
  clientScopeStage,
  targetStage,
  extensionGrantStage,
  { rules: [grantAccepted] },
);
