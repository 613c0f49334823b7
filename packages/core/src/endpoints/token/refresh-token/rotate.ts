import type { TokenRejectionVerdict } from '../../../errors/token-rejection.ts';
import type { Asked, Flow } from '../../../flow/flow.ts';
import { randomString } from '../../../crypto/random-string.ts';
import { type KeptRefreshToken, keptRefreshToken } from '../../../grant/kept-refresh-token.ts';
import type { GrantPorts } from '../../../grant/grant-ports.ts';
import type { FoundRefreshToken, RefreshTokenUse } from '../../../grant/refresh-token-record.ts';
import { newSuccessor, recordedSuccessor } from '../../../grant/successor.ts';
import type { TokenSettings } from '../../../grant/token-settings.ts';
import { Broken } from '../../../rules/stage.ts';
import type { ValidRefreshToken } from './refresh-token.ts';
import { reuseStage, successorStage, type UsableSuccessor } from './reuse.ts';

/** The ports of the rotation. */
export interface RotationPorts extends GrantPorts {
  /** The refresh token with this hash. */
  readonly findRefreshToken: (tokenHash: string) => FoundRefreshToken | undefined;
  /** Records the first use of a refresh token, in one atomic step. Returns the recorded use: this one, or an earlier one. */
  readonly useRefreshToken: (tokenHash: string, use: RefreshTokenUse) => RefreshTokenUse;
}

/** The refresh token that the client uses from now on, and what the store keeps of it. */
export interface Rotated {
  readonly refreshToken: string;
  readonly kept: KeptRefreshToken;
}

/** Uses the token: the first use makes its successor, and a second use in time finds it again. */
function* useForSuccessor<Pause>(
  { request, found }: ValidRefreshToken,
  { policy, consentKeys, sha256 }: TokenSettings,
  ports: Asked<Pause, RotationPorts>,
  now: number,
): Flow<Pause, UsableSuccessor | Broken<TokenRejectionVerdict>> {
  const salt = randomString(yield* ports.entropy());
  const made = newSuccessor(consentKeys, request.refreshToken, salt, sha256);
  const offered = { salt, usedAt: now, successorHash: made.tokenHash };
  const recorded = yield* ports.useRefreshToken(found.record.tokenHash, offered);

  const isFirst = recorded.salt === salt;
  const use = reuseStage.run({ recorded, isFirst, reuseSeconds: policy.refreshTokenReuseSeconds, now });
  if (use instanceof Broken) return use;
  if (isFirst) return successorStage.run({ use, successor: made, successorUsed: false });
  const successor = recordedSuccessor(consentKeys, request.refreshToken, recorded, sha256);
  const kept = yield* ports.findRefreshToken(recorded.successorHash);
  return successorStage.run({ use, successor, successorUsed: kept?.used === true });
}

/**
 * Replaces a refresh token (RFC 9700 §4.14.2). The successor is saved in every use, so a process that ended between two steps loses
 * nothing. Its idle time begins with the first use, so a second use saves the same record.
 */
export function* rotate<Pause>(
  valid: ValidRefreshToken,
  settings: TokenSettings,
  ports: Asked<Pause, RotationPorts>,
  now: number,
): Flow<Pause, Rotated | Broken<TokenRejectionVerdict>> {
  const usable = yield* useForSuccessor(valid, settings, ports, now);
  if (usable instanceof Broken) return usable;
  const { successor, usedAt } = usable;
  const grantRecord = { ...valid.grant, lastUsedAt: now };
  const kept = keptRefreshToken(successor.tokenHash, grantRecord, settings.policy, usedAt);
  return { refreshToken: successor.refreshToken, kept };
}
