import type { Asked, Flow } from '../flow/flow.ts';
import type { AccessToken } from '../grant/access-token.ts';
import { Broken } from '../rules/stage.ts';
import { bearerCredentialsStage } from './bearer-credentials.ts';
import { type BearerRejection, rejectBearer } from './bearer-rejection.ts';
import { type RequiredAccess, requiredAccessStage } from './required-access.ts';

/** The port of the flow. */
export interface AccessPorts {
  /** Returns what a valid access token was issued for. `undefined` if it is unknown, expired or revoked. */
  readonly findToken: (accessToken: string) => AccessToken | undefined;
}

/** A request with an access token that allows it. */
export interface AuthorizedAccess {
  readonly kind: 'authorize';
  readonly token: AccessToken;
  /** The access token as it was sent: a secret. */
  readonly accessToken: string;
}

/** The outcome of a request to a protected resource. */
export type AccessDecision = AuthorizedAccess | BearerRejection;

/**
 * A request to a protected resource: Authorization header → access token → what the token allows.
 *
 * @param authorization the Authorization header. Several headers of this name are joined with a comma
 * @see RFC 6750 §2.1 and §3
 */
export function* checkAccess<Pause>(
  authorization: string | undefined,
  required: RequiredAccess,
  ports: Asked<Pause, AccessPorts>,
): Flow<Pause, AccessDecision> {
  const credentials = bearerCredentialsStage.run({ authorization });
  if (credentials instanceof Broken) return rejectBearer(credentials.rule);

  const token = yield* ports.findToken(credentials.accessToken);
  const access = requiredAccessStage.run({ token, required });
  if (access instanceof Broken) return rejectBearer(access.rule, token?.clientId);
  return { kind: 'authorize', token: access.token, accessToken: credentials.accessToken };
}
