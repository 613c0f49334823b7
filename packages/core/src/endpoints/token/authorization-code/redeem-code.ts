import type { Client } from '../../../client/client.ts';
import { type CodeRecord, hashCode } from '../../../code/code-record.ts';
import type { TakenCode } from '../../../code/taken-code.ts';
import { rejectToken, type TokenRejection, type TokenRejectionVerdict } from '../../../errors/token-rejection.ts';
import type { Asked, Flow } from '../../../flow/flow.ts';
import { firstRefreshToken } from '../../../grant/first-refresh-token.ts';
import { grantIdOf } from '../../../grant/grant-id.ts';
import type { GrantPorts } from '../../../grant/grant-ports.ts';
import type { KeptGrant } from '../../../grant/kept-refresh-token.ts';
import { newGrant } from '../../../grant/new-grant.ts';
import { requestParameters } from '../../../grant/request-parameters.ts';
import { getsRefreshToken } from '../../../grant/refresh-settings.ts';
import { type TokenGrant, tokenGrantOf } from '../../../grant/token-grant.ts';
import type { TokenSettings } from '../../../grant/token-settings.ts';
import type { Rule } from '../../../rules/rule.ts';
import { Broken } from '../../../rules/stage.ts';
import type { GrantTypeRequest } from '../grant-type/grant-type.ts';
import { targetStage } from '../target/target.ts';
import { redeemStage } from './redeem.ts';
import { redemptionStage } from './redemption.ts';

/** The ports of the flow. */
export interface CodePorts extends GrantPorts {
  /**
   * Takes the code with this hash: see {@link TakenCode}. Called at most once, after the client has authenticated. `now` is when it is
   * used, in seconds since 1970-01-01T00:00:00Z.
   */
  readonly takeCode: (codeHash: string, now: number) => TakenCode | undefined;
}

/** A code that its client has redeemed. Tokens may be issued for its grant. */
export interface Redeemed {
  readonly kind: 'redeem';
  readonly client: Client;
  readonly record: CodeRecord;
  readonly grant: TokenGrant;
  /** `undefined` if the client gets none. */
  readonly refreshToken: string | undefined;
  /** What the store keeps of the grant. `undefined` if it keeps none. */
  readonly kept: KeptGrant | undefined;
}

/**
 * The authorization code grant at the token endpoint: redemption → code → target → the grant → the first refresh token.
 *
 * @see RFC 6749 §4.1.3, RFC 7636 §4.5 and §4.6
 */
export function* redeemCode<Pause>(
  request: GrantTypeRequest,
  { policy, keepsGrants = false, sha256 }: TokenSettings,
  ports: Asked<Pause, CodePorts>,
): Flow<Pause, Redeemed | TokenRejection> {
  const about = { clientId: request.client.client_id };
  const redemption = redemptionStage.run(request);
  if (redemption instanceof Broken) return rejectToken(redemption.rule, about);

  const codeHash = hashCode(redemption.code, sha256);
  const taken = yield* ports.takeCode(codeHash, yield* ports.now());
  // The store may have taken long.
  const now = yield* ports.now();
  const reject = (rule: Rule<TokenRejectionVerdict>): TokenRejection =>
    rejectToken(rule, {
      ...about,
      subject: taken?.record.subject,
      grantId: taken && grantIdOf(taken.record.codeHash),
    });
  const redeemable = redeemStage.run({ redemption, taken, policy, now, sha256 });
  if (redeemable instanceof Broken) return reject(redeemable.rule);
  const { params, client, record } = redeemable;
  const target = targetStage.run({ params, granted: record, scope: record.scope, policy });
  if (target instanceof Broken) return reject(target.rule);

  const refreshes = getsRefreshToken(client, policy, record.scope);
  const granted = { ...record, grantId: grantIdOf(record.codeHash) };
  const grantRecord = refreshes || keepsGrants ? newGrant(granted, refreshes, policy, now) : undefined;
  const parameters = requestParameters(params, record.parameters, policy);
  const grant = tokenGrantOf(granted, target, parameters, grantRecord?.expiresAt);
  const redeemed = { kind: 'redeem', client, record, grant } as const;
  if (grantRecord === undefined) return { ...redeemed, refreshToken: undefined, kept: undefined };
  yield* ports.saveGrant(grantRecord);
  if (!refreshes) return { ...redeemed, refreshToken: undefined, kept: { grantRecord, tokenRecord: undefined } };
  // The refresh token is for the whole grant, whatever part of it this access token is for.
  const entropy = yield* ports.entropy();
  const { refreshToken, kept } = firstRefreshToken(grantRecord, policy, entropy, sha256);
  yield* ports.saveRefreshToken(kept.tokenRecord);
  return { ...redeemed, refreshToken, kept };
}
