import { authenticateStage } from '../../client-authentication/authenticate-client.ts';
import { isBasic } from '../../client-authentication/basic-credentials.ts';
import { credentialsStage } from '../../client-authentication/credentials.ts';
import { type FormInput, readParams } from '../../encoding/read-params.ts';
import { rejectToken, type TokenRejection } from '../../errors/token-rejection.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import { Broken } from '../../rules/stage.ts';
import type { ClientPorts } from '../authorization/request/client-ports.ts';
import { type CodePorts, redeemCode } from './authorization-code/redeem-code.ts';
import type { Redeemed } from './authorization-code/redeem.ts';
import { grantTypeStage } from './grant-type/grant-type.ts';
import { tokenRequestStage } from './token-request.ts';
import type { TokenSettings } from '../../settings/token-settings.ts';

/** A posted token request. */
export interface PostedTokenRequest {
  /** The raw string of the form, or its pairs. */
  readonly form: FormInput;
  /** The Authorization header. Only the Basic scheme is read. */
  readonly authorization: string | undefined;
}

/** The ports of the flow: those of every grant type, and of finding the client. */
export type TokenPorts = ClientPorts & CodePorts;

const namedClientStage = /* @__PURE__ */ tokenRequestStage.followedBy(credentialsStage);
const permittedGrantStage = /* @__PURE__ */ authenticateStage.followedBy(grantTypeStage);

/**
 * The token endpoint: token request → credentials → client → grant type, and then the flow of that grant type.
 *
 * @see RFC 6749 §3.2 and §5
 */
export function* token<Pause>(
  { form, authorization }: PostedTokenRequest,
  settings: TokenSettings,
  ports: Asked<Pause, TokenPorts>,
): Flow<Pause, Redeemed | TokenRejection> {
  const scheme = isBasic(authorization) ? 'Basic' : undefined;
  const named = namedClientStage.run({ params: readParams(form), authorization });
  if (named instanceof Broken) return rejectToken(named.rule, { scheme });

  const client = yield* ports.findClient(named.credentials.clientId);
  const about = { clientId: client?.client_id, scheme } as const;
  const request = permittedGrantStage.run({ request: named, client, sha256: settings.sha256 });
  if (request instanceof Broken) return rejectToken(request.rule, about);
  switch (request.grantType) {
    case 'authorization_code':
      return yield* redeemCode(request, settings, ports);
  }
}
