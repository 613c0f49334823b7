import type { Sha256 } from '../crypto/digest.ts';
import { rejectToken, type TokenRejection } from '../errors/token-rejection.ts';
import type { Asked, Flow } from '../flow/flow.ts';
import { Broken } from '../rules/stage.ts';
import { authenticateStage, type RequestingClient } from './authenticate-client.ts';
import type { ClientAuthenticationPorts } from './authentication-ports.ts';
import { isBasic } from './basic-credentials.ts';
import { type ClientRequest, credentialsStage } from './credentials.ts';

/** The scheme of a header, if clients authenticate with it. A challenge then names it. */
export const clientScheme = (authorization: string | undefined): TokenRejection['scheme'] =>
  isBasic(authorization) ? 'Basic' : undefined;

/** RFC 6749 §3.2.1, RFC 7009 §2.1 and RFC 7662 §2.1: credentials → client, at every endpoint that clients call without a browser. */
export function* requestingClient<Pause>(
  request: ClientRequest,
  sha256: Sha256 | undefined,
  ports: Asked<Pause, ClientAuthenticationPorts>,
): Flow<Pause, RequestingClient | TokenRejection> {
  const asserted = yield* ports.assertedClient(request);
  if (asserted !== undefined) return asserted;
  const scheme = clientScheme(request.authorization);
  const named = credentialsStage.run(request);
  if (named instanceof Broken) return rejectToken(named.rule, { scheme });
  const client = yield* ports.findClient(named.credentials.clientId);
  const authenticated = authenticateStage.run({ request: named, client, sha256 });
  const isRight = !(authenticated instanceof Broken);
  const isCompared = isRight || authenticated.rule.name === 'client-secret-right';
  if (client !== undefined && isCompared && named.credentials.secrets.length > 0)
    yield* ports.limitSecrets(client.client_id, isRight);
  if (authenticated instanceof Broken) return rejectToken(authenticated.rule, { clientId: client?.client_id, scheme });
  return { kind: 'client', authenticated, scheme };
}
