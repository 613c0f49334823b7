import { type AuthenticatedClient, authenticateStage } from '../../client-authentication/authenticate-client.ts';
import { isBasic } from '../../client-authentication/basic-credentials.ts';
import { type ClientRequest, credentialsStage } from '../../client-authentication/credentials.ts';
import type { Sha256 } from '../../crypto/digest.ts';
import { rejectToken, type TokenRejection } from '../../errors/token-rejection.ts';
import type { Asked, Flow } from '../../flow/flow.ts';
import { Broken } from '../../rules/stage.ts';
import type { ClientPorts } from '../authorization/request/client-ports.ts';

/** A client that may present a token. */
export interface PresentingClient {
  readonly kind: 'client';
  readonly authenticated: AuthenticatedClient;
}

/** RFC 7009 §2.1 and RFC 7662 §2.1: credentials → client, as at the token endpoint. */
export function* presentAsClient<Pause>(
  request: ClientRequest,
  sha256: Sha256 | undefined,
  ports: Asked<Pause, ClientPorts>,
): Flow<Pause, PresentingClient | TokenRejection> {
  const scheme = isBasic(request.authorization) ? 'Basic' : undefined;
  const named = credentialsStage.run(request);
  if (named instanceof Broken) return rejectToken(named.rule, { scheme });
  const client = yield* ports.findClient(named.credentials.clientId);
  const authenticated = authenticateStage.run({ request: named, client, sha256 });
  if (authenticated instanceof Broken) return rejectToken(authenticated.rule, { clientId: client?.client_id, scheme });
  return { kind: 'client', authenticated };
}
