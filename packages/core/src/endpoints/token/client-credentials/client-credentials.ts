import type { Client } from '../../../client/client.ts';
import { joinScope } from '../../../encoding/scope.ts';
import { rejectToken, type TokenRejection } from '../../../errors/token-rejection.ts';
import type { Asked, Flow } from '../../../flow/flow.ts';
import { newGrantId } from '../../../grant/grant-id.ts';
import { requestParameters } from '../../../grant/request-parameters.ts';
import type { TokenGrant } from '../../../grant/token-grant.ts';
import type { TokenSettings } from '../../../grant/token-settings.ts';
import { Broken } from '../../../rules/stage.ts';
import type { GrantTypeRequest } from '../grant-type/grant-type.ts';
import type { OptionalGrantPorts, OptionalGrantType } from '../grant-type/optional-grant-type.ts';
import { targetStage } from '../target/target.ts';
import { clientScopeStage } from './client-scope.ts';

/** What the access token of a client for itself is issued for. There is no user, so nothing of a user can be taken for it. */
export interface ClientGrant extends TokenGrant {
  readonly subject: undefined;
  readonly authTime: undefined;
}

/** A client that gets an access token for itself. */
export interface ClientGranted {
  readonly kind: 'clientCredentials';
  readonly client: Client;
  readonly grant: ClientGrant;
  /** RFC 6749 §4.4.3: there is none. The client can send the same request again. */
  readonly refreshToken: undefined;
}

function* grantToClient<Pause>(
  request: GrantTypeRequest,
  { policy }: TokenSettings,
  ports: Asked<Pause, OptionalGrantPorts>,
): Flow<Pause, ClientGranted | TokenRejection> {
  const about = { clientId: request.client.client_id };
  const asked = clientScopeStage.run({ request, policy });
  if (asked instanceof Broken) return rejectToken(asked.rule, about);
  const { params, client, resources } = asked;
  const target = targetStage.run({ params, granted: { resources }, scope: joinScope(asked.scope), policy });
  if (target instanceof Broken) return rejectToken(target.rule, about);

  const grant: ClientGrant = {
    grantId: newGrantId(yield* ports.entropy()),
    subject: undefined,
    clientId: client.client_id,
    scope: target.scope,
    resources: target.resources,
    parameters: requestParameters(params, undefined, policy),
    authTime: undefined,
    // No grant is kept: the access token ends by itself.
    expiresAt: undefined,
  };
  return { kind: 'clientCredentials', client, grant, refreshToken: undefined };
}

/**
 * The client credentials grant at the token endpoint: scope → target. Nothing is looked up and nothing is saved. A client that is
 * registered for it is confidential and has a `scope`.
 *
 * @see RFC 6749 §4.4, RFC 9700 §4.15
 */
export const clientCredentials: OptionalGrantType<ClientGranted> = { name: 'client_credentials', flow: grantToClient };
