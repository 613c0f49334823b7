import { authenticateStage } from '../../client-authentication/authenticate-client.ts';
import { isBasic } from '../../client-authentication/basic-credentials.ts';
import { credentialsStage } from '../../client-authentication/credentials.ts';
import { type FormInput, readParams } from '../../encoding/read-params.ts';
import { rejectToken, type TokenRejection } from '../../errors/token-rejection.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import type { TokenSettings } from '../../grant/token-settings.ts';
import { Broken } from '../../rules/stage.ts';
import type { ClientPorts } from '../authorization/request/client-ports.ts';
import { type CodePorts, redeemCode, type Redeemed } from './authorization-code/redeem-code.ts';
import {
  clientCredentials,
  type ClientCredentialsPorts,
  type ClientGranted,
} from './client-credentials/client-credentials.ts';
import { type ExtensionGrantRequest, extensionGrantStage } from './extension-grant/extension-grant.ts';
import { type ExtensionRequest, type GrantTypeRequest, grantTypeStage } from './grant-type/grant-type.ts';
import { refresh, type Refreshed, type RefreshPorts } from './refresh-token/refresh.ts';
import { tokenRequestStage } from './token-request.ts';

/** A posted token request. */
export interface PostedTokenRequest {
  /** The raw string of the form, or its pairs. */
  readonly form: FormInput;
  /** The Authorization header. Only the Basic scheme is read. */
  readonly authorization: string | undefined;
}

/** The ports of the flow: those of every grant type, and of finding the client. */
export type TokenPorts = ClientPorts & CodePorts & RefreshPorts & ClientCredentialsPorts;

/** The outcome of a token request. `extensionGrant` is for a function of the operator to decide. */
export type TokenOutcome = Redeemed | Refreshed | ClientGranted | ExtensionGrantRequest | TokenRejection;

/** The flow of each grant type. */
const grantFlows = {
  authorization_code: redeemCode,
  refresh_token: refresh,
  client_credentials: clientCredentials,
} as const;

const isExtension = (request: GrantTypeRequest | ExtensionRequest): request is ExtensionRequest =>
  'isExtension' in request;

const namedClientStage = /* @__PURE__ */ tokenRequestStage.followedBy(credentialsStage);

/**
 * The token endpoint: token request → credentials → client → grant type, and then the flow of that grant type.
 *
 * @see RFC 6749 §3.2 and §5
 */
export function* token<Pause>(
  { form, authorization }: PostedTokenRequest,
  settings: TokenSettings,
  ports: Asked<Pause, TokenPorts>,
): Flow<Pause, TokenOutcome> {
  const scheme = isBasic(authorization) ? 'Basic' : undefined;
  const { policy, extensionGrantTypes, sha256 } = settings;
  const named = namedClientStage.run({ params: readParams(form), authorization, policy });
  if (named instanceof Broken) return rejectToken(named.rule, { scheme });

  const client = yield* ports.findClient(named.credentials.clientId);
  const about = { clientId: client?.client_id, scheme } as const;
  const authenticated = authenticateStage.run({ request: named, client, sha256 });
  if (authenticated instanceof Broken) return rejectToken(authenticated.rule, about);
  const request = grantTypeStage.run({ authenticated, policy, extensionGrantTypes });
  if (request instanceof Broken) return rejectToken(request.rule, about);
  if (isExtension(request)) {
    const extension = extensionGrantStage.run(request);
    return extension instanceof Broken ? rejectToken(extension.rule, about) : extension;
  }
  return yield* grantFlows[request.grantType](request, settings, ports);
}
