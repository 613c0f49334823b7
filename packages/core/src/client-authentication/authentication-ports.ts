import type { ClientPorts } from '../client/client-ports.ts';
import type { TokenRejection } from '../errors/token-rejection.ts';
import type { RequestingClient } from './authenticate-client.ts';
import type { ClientRequest } from './credentials.ts';

/** The ports of a flow whose clients authenticate. */
export interface ClientAuthenticationPorts extends ClientPorts {
  /**
   * The client that authenticated with a client assertion, or the error. `undefined` if the request has no assertion. A server without the
   * option `clientAssertions` reads none: unknown parameters are ignored.
   */
  readonly assertedClient: (request: ClientRequest) => RequestingClient | TokenRejection | undefined;
  /**
   * Is told whether a client sent its right secret, before anything else happens. What it throws ends the flow: then the answer does
   * not depend on the secret.
   */
  readonly limitSecrets: (clientId: string, isRight: boolean) => void;
}

/** What is known about client assertions. */
export interface GivenAssertions {
  /** What a client assertion in a request leads to: use `decideAssertion`. Default: client assertions are not read. */
  readonly assertedClient?: ClientAuthenticationPorts['assertedClient'] | undefined;
}
