import { hashCode } from '../../../code/code-record.ts';
import type { TakenCode } from '../../../code/taken-code.ts';
import { rejectToken, type TokenRejection } from '../../../errors/token-rejection.ts';
import type { Asked, Flow } from '../../../flow/flow.ts';
import { Broken } from '../../../rules/stage.ts';
import type { GrantTypeRequest } from '../grant-type/grant-type.ts';
import type { TokenSettings } from '../../../settings/token-settings.ts';
import { type Redeemed, redeemStage } from './redeem.ts';
import { redemptionStage } from './redemption.ts';

/** The ports of the flow. */
export interface CodePorts {
  /** Takes the code with this hash: see {@link TakenCode}. Called at most once, after the client has authenticated. */
  readonly takeCode: (codeHash: string) => TakenCode | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
}

/**
 * The authorization code grant at the token endpoint: redemption → code.
 *
 * @see RFC 6749 §4.1.3, RFC 7636 §4.5 and §4.6
 */
export function* redeemCode<Pause>(
  request: GrantTypeRequest,
  { policy, sha256 }: TokenSettings,
  ports: Asked<Pause, CodePorts>,
): Flow<Pause, Redeemed | TokenRejection> {
  const about = { clientId: request.client.client_id };
  const redemption = redemptionStage.run(request);
  if (redemption instanceof Broken) return rejectToken(redemption.rule, about);

  const codeHash = hashCode(redemption.code, sha256);
  const taken = yield* ports.takeCode(codeHash);
  const now = yield* ports.now();
  const redeemed = redeemStage.run({ redemption, taken, policy, now, sha256 });
  if (redeemed instanceof Broken)
    return rejectToken(redeemed.rule, { ...about, subject: taken?.record.subject, grantId: taken?.record.codeHash });
  return redeemed;
}
