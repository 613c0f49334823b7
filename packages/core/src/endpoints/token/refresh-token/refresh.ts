import type { Client } from '../../../client/client.ts';
import { joinScope } from '../../../encoding/scope.ts';
import { rejectToken, type TokenRejection, type TokenRejectionVerdict } from '../../../errors/token-rejection.ts';
import type { Asked, Flow } from '../../../flow/flow.ts';
import type { GrantRecord } from '../../../grant/grant-record.ts';
import { type KeptRefreshToken, keptRefreshToken } from '../../../grant/kept-refresh-token.ts';
import { requestParameters } from '../../../grant/request-parameters.ts';
import { rotates } from '../../../grant/refresh-settings.ts';
import { hashRefreshToken } from '../../../grant/refresh-token-record.ts';
import { type TokenGrant, tokenGrantOf } from '../../../grant/token-grant.ts';
import type { TokenSettings } from '../../../grant/token-settings.ts';
import { Broken } from '../../../rules/stage.ts';
import type { GrantTypeRequest } from '../grant-type/grant-type.ts';
import { targetStage } from '../target/target.ts';
import { refreshRequestStage } from './refresh-request.ts';
import { refreshTokenStage, type ValidRefreshToken } from './refresh-token.ts';
import { rotate, type Rotated, type RotationPorts } from './rotate.ts';

/** The ports of the flow. */
export interface RefreshPorts extends RotationPorts {
  /** The grant with this identifier. `undefined` if it is unknown or revoked. */
  readonly findGrant: (subject: string, grantId: string) => GrantRecord | undefined;
}

/** A refresh token that its client has used. An access token may be issued for its grant. */
export interface Refreshed {
  readonly kind: 'refresh';
  readonly client: Client;
  /** The grant, with the scope of the access token. */
  readonly grant: TokenGrant;
  /** `undefined` if the client goes on with the same one. */
  readonly refreshToken: string | undefined;
  /** What the store keeps of the refresh token that the client uses from now on. */
  readonly kept: KeptRefreshToken;
}

/** The same token goes on, and its idle time begins anew. */
const prolonged = ({ found, grant }: ValidRefreshToken, { policy }: TokenSettings, now: number): KeptRefreshToken =>
  keptRefreshToken(found.record.tokenHash, { ...grant, lastUsedAt: now }, policy, now);

/** A token that was used once never becomes one that can be used again, even if the policy has changed. */
function* nextToken<Pause>(
  valid: ValidRefreshToken,
  settings: TokenSettings,
  ports: Asked<Pause, RefreshPorts>,
  now: number,
): Flow<Pause, Rotated | { refreshToken: undefined; kept: KeptRefreshToken } | Broken<TokenRejectionVerdict>> {
  return rotates(valid.request.client, settings.policy) || valid.found.used
    ? yield* rotate(valid, settings, ports, now)
    : { refreshToken: undefined, kept: prolonged(valid, settings, now) };
}

/**
 * The refresh token grant at the token endpoint: refresh request → refresh token and its grant → target → rotation.
 *
 * @see RFC 6749 §6, RFC 9700 §4.14
 */
export function* refresh<Pause>(
  request: GrantTypeRequest,
  settings: TokenSettings,
  ports: Asked<Pause, RefreshPorts>,
): Flow<Pause, Refreshed | TokenRejection> {
  const { client } = request;
  const asked = refreshRequestStage.run(request);
  if (asked instanceof Broken) return rejectToken(asked.rule, { clientId: client.client_id });

  const found = yield* ports.findRefreshToken(hashRefreshToken(asked.refreshToken, settings.sha256));
  const grant = found && (yield* ports.findGrant(found.record.subject, found.record.grantId));
  const about = { clientId: client.client_id, subject: grant?.subject, grantId: grant?.grantId };
  const now = yield* ports.now();
  const valid = refreshTokenStage.run({ request: asked, found, grant, now });
  if (valid instanceof Broken) return rejectToken(valid.rule, about);
  const { params } = asked;
  const scope = joinScope(valid.scope);
  const target = targetStage.run({ params, granted: valid.grant, scope, policy: settings.policy });
  if (target instanceof Broken) return rejectToken(target.rule, about);
  // From here on, and not before, the token is used.
  const next = yield* nextToken(valid, settings, ports, now);
  if (next instanceof Broken) return rejectToken(next.rule, about);

  const { refreshToken, kept } = next;
  yield* ports.saveRefreshToken(kept.tokenRecord);
  yield* ports.saveGrant(kept.grantRecord);
  const parameters = requestParameters(params, valid.grant.parameters, settings.policy);
  return {
    kind: 'refresh',
    client,
    grant: tokenGrantOf(valid.grant, target, parameters, valid.grant.expiresAt),
    refreshToken,
    kept,
  };
}
