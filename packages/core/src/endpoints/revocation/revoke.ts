import { requestingClient } from '../../client-authentication/requesting-client.ts';
import type { Client } from '../../client/client.ts';
import type { Sha256 } from '../../crypto/digest.ts';
import { readParams } from '../../encoding/read-params.ts';
import { rejectToken, type TokenRejection } from '../../errors/token-rejection.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import { Broken } from '../../rules/stage.ts';
import type { ClientAuthenticationPorts } from '../../client-authentication/authentication-ports.ts';
import {
  findPresentedToken,
  type FoundToken,
  type PresentedTokenPorts,
} from '../presented-token/find-presented-token.ts';
import type { PostedToken } from '../presented-token/posted-token.ts';
import { presentedParametersStage } from '../presented-token/presented-parameters.ts';
import { presentedTokenStage } from '../presented-token/presented-token.ts';
import type { TokenType } from '../presented-token/token-type.ts';
import { revocableStage } from './revocable.ts';

/** What the flow takes from the settings of a server. */
export interface RevocationSettings {
  /** `access_token` is in the list if one access token can be revoked alone. */
  readonly revocableTypes: readonly TokenType[];
  /** The platform's synchronous SHA-256. Default: one in plain JavaScript. */
  readonly sha256?: Sha256 | undefined;
}

/** The ports of the flow. */
export type RevocationPorts = ClientAuthenticationPorts & PresentedTokenPorts;

/** The client presented one of its refresh tokens: its grant is to be revoked, with every token of the grant. */
interface RevokeGrant {
  readonly kind: 'revokeGrant';
  readonly client: Client;
  readonly subject: string;
  readonly grantId: string;
}

/** The client presented one of its access tokens: this token alone is to be revoked. */
interface RevokeAccessToken {
  readonly kind: 'revokeAccessToken';
  readonly client: Client;
  /** `undefined` if the client acts for itself. */
  readonly subject: string | undefined;
  readonly accessToken: string;
}

/** Nothing is to be revoked. The client is told the same as if something was. */
interface RevokeNothing {
  readonly kind: 'revokeNothing';
  readonly client: Client;
  /** For logs. `unknown`: no valid token. `anotherClient`: a token that another client got. */
  readonly because: 'unknown' | 'anotherClient';
}

/** The outcome of a revocation request. */
export type RevocationOutcome = RevokeGrant | RevokeAccessToken | RevokeNothing | TokenRejection;

const revocationOf = (client: Client, found: FoundToken): RevokeGrant | RevokeAccessToken => {
  switch (found.type) {
    case 'refresh_token':
      return { kind: 'revokeGrant', client, subject: found.grant.subject, grantId: found.grant.grantId };
    case 'access_token':
      return { kind: 'revokeAccessToken', client, subject: found.token.subject, accessToken: found.value };
  }
};

/**
 * The revocation endpoint: parameters → client → token → its client.
 *
 * @see RFC 7009 §2
 */
export function* revoke<Pause>(
  { form, authorization }: PostedToken,
  { revocableTypes, sha256 }: RevocationSettings,
  ports: Asked<Pause, RevocationPorts>,
): Flow<Pause, RevocationOutcome> {
  const read = presentedParametersStage.run({ params: readParams(form), authorization });
  if (read instanceof Broken) return rejectToken(read.rule);
  const requesting = yield* requestingClient(read, sha256, ports);
  if (requesting.kind === 'rejectToken') return requesting;
  const { client, params } = requesting.authenticated;
  const about = { clientId: client.client_id };
  const presented = presentedTokenStage.run(params);
  if (presented instanceof Broken) return rejectToken(presented.rule, about);

  const found = yield* findPresentedToken(presented, 'refresh_token', sha256, ports);
  if (found === undefined) return { kind: 'revokeNothing', client, because: 'unknown' };
  // An error would tell the client that the token is valid.
  if (found.clientId !== client.client_id) return { kind: 'revokeNothing', client, because: 'anotherClient' };
  const revocable = revocableStage.run({ found, revocableTypes });
  return revocable instanceof Broken ? rejectToken(revocable.rule, about) : revocationOf(client, found);
}
