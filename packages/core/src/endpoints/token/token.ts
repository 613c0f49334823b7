import { clientScheme, requestingClient } from '../../client-authentication/requesting-client.ts';
import { type FormInput, readParams } from '../../encoding/read-params.ts';
import { rejectToken, type TokenRejection } from '../../errors/token-rejection.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import { Broken } from '../../rules/stage.ts';
import type { ClientAuthenticationPorts } from '../../client-authentication/authentication-ports.ts';
import { type CodePorts, redeemCode, type Redeemed } from './authorization-code/redeem-code.ts';
import { requestedGrantType } from './grant-type/grant-type.ts';
import type { OptionalGrantPorts, TokenEndpointSettings } from './grant-type/optional-grant-type.ts';
import { refresh, type Refreshed, type RefreshPorts } from './refresh-token/refresh.ts';
import { tokenRequestStage } from './token-request.ts';

/** A posted token request. */
export interface PostedTokenRequest {
  /** The raw string of the form, or its pairs. */
  readonly form: FormInput;
  /** The Authorization header. Only the Basic scheme is read. */
  readonly authorization: string | undefined;
}

/** The ports of the flow: those of every grant type, and of client authentication. */
export type TokenPorts = ClientAuthenticationPorts & CodePorts & RefreshPorts & OptionalGrantPorts;

/** The outcome of a token request. `Optional` is that of the grant types that not every server has. */
export type TokenOutcome<Optional = never> = Redeemed | Refreshed | TokenRejection | Optional;

/** The flow of each grant type that every server has. */
const grantFlows = {
  authorization_code: redeemCode,
  refresh_token: refresh,
} as const;

/**
 * The token endpoint: token request → credentials → client → grant type, and then the flow of that grant type.
 *
 * @see RFC 6749 §3.2 and §5
 */
export function* token<Pause, Optional>(
  { form, authorization }: PostedTokenRequest,
  settings: TokenEndpointSettings<Optional>,
  ports: Asked<Pause, TokenPorts>,
): Flow<Pause, TokenOutcome<Optional>> {
  const { policy, grantTypes = [], sha256 } = settings;
  const read = tokenRequestStage.run({ params: readParams(form), authorization, policy });
  if (read instanceof Broken) return rejectToken(read.rule, { scheme: clientScheme(authorization) });

  const requesting = yield* requestingClient(read, sha256, ports);
  if (requesting.kind === 'rejectToken') return requesting;
  const { authenticated, scheme } = requesting;
  const requested = requestedGrantType(authenticated, policy, grantTypes);
  if (requested instanceof Broken)
    return rejectToken(requested.rule, { clientId: authenticated.client.client_id, scheme });
  const { request, grantType } = requested;
  return typeof grantType === 'string'
    ? yield* grantFlows[grantType](request, settings, ports)
    : yield* grantType.flow(request, settings, ports);
}
