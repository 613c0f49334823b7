import type {
  AuthorizationServerMetadata,
  Client,
  ClientRequest,
  Policy,
  RequestingClient,
  Sha256,
  TokenEndpointAuthMethod,
  TokenRejection,
} from '@codegrant/core';
import type { Answer, Asked, ClientPorts } from '@codegrant/core/internal';
import type { Clock } from '../ports/clock.ts';
import type { Limits } from '../ports/limits.ts';
import type { DrawEntropy } from '../ports/random.ts';
import type { Store } from '../ports/store.ts';

/** What client authentication with assertions takes from the settings of a server. */
export interface AssertingServer {
  readonly policy: Policy;
  readonly paths: { readonly token: string };
  readonly basePath: string;
  readonly store: Store;
  readonly now: Clock;
  readonly entropy: DrawEntropy;
  readonly sha256: Sha256 | undefined;
  /** `undefined` if the server has no limits. */
  readonly limits: Limits | undefined;
  readonly portTimeoutMilliseconds: number;
}

/**
 * Client authentication with assertions, for the option `clientAssertions`: `privateKeyJwt` of `@codegrant/client-assertions` makes it. The
 * bundle of a server without it does not contain it.
 */
export interface ClientAssertions {
  /** How clients can authenticate at a server with client assertions. */
  readonly authMethods: readonly TokenEndpointAuthMethod[];
  /** Returns what the metadata of a server says of it. */
  readonly metadata: (document: AuthorizationServerMetadata) => Partial<AuthorizationServerMetadata>;
  /** Returns why a client cannot authenticate here, each as a sentence. */
  readonly conflicts: (client: Client) => readonly string[];
  /** The client that authenticated with a client assertion, or the error. `undefined` if the request has no assertion. */
  readonly assertedClient: (
    request: ClientRequest,
    server: AssertingServer,
    ports: Asked<Promise<unknown>, ClientPorts>,
  ) => Answer<Promise<unknown>, RequestingClient | TokenRejection | undefined>;
}
