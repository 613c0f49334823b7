import type { Sha256 } from '../../crypto/digest.ts';
import type { TokenRejection } from '../../errors/token-rejection.ts';
import { answered, runSync } from '../../flow/flow.ts';
import type { Client } from '../../client/client.ts';
import type { RequestingClient } from '../authenticate-client.ts';
import type { ClientRequest } from '../credentials.ts';
import { assertedClient } from './asserted-client.ts';
import type { AssertionPorts } from './assertion-ports.ts';
import type { AssertionSettings } from './assertion-settings.ts';

/** Everything that the outcome of a client assertion depends on, except the request. */
export interface AssertionFacts extends AssertionSettings, Pick<AssertionPorts, 'verifyAssertion' | 'useAssertion'> {
  /** The client that is registered under an identifier. */
  readonly client: (clientId: string) => Client | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  /** The platform's synchronous SHA-256. Default: one in plain JavaScript. */
  readonly sha256?: Sha256 | undefined;
}

/**
 * Decides whether a client assertion (`private_key_jwt`) authenticates a client: for the member `assertedClient` of the facts of
 * `decideRedemption`, `decideRevocation` and `decideIntrospection`. The function runs the flow {@link assertedClient} over values.
 *
 * @returns the client, or the error. `undefined` if the request has no client assertion
 * @see RFC 7523 §2.2 and §3
 * @example
 * const facts: AssertionFacts = {
 *   algorithms: ['ES256'],
 *   audiences: ['https://login.example'],
 *   maxLifetimeSeconds: 300,
 *   client: () => undefined,
 *   verifyAssertion: () => ({ kind: 'failed', because: 'noKey' }), // verify the signature here
 *   useAssertion: () => true, // record the use here
 *   now: 1_700_000_000,
 * };
 * const outcome = decideRedemption({ form: 'client_assertion=x', authorization: undefined }, {
 *   policy,
 *   assertedClient: (request) => decideAssertion(request, facts),
 *   client: facts.client,
 *   take: () => undefined,
 *   entropy: entropyOf(crypto.getRandomValues(new Uint8Array(32))),
 *   now: facts.now,
 * });
 * if (outcome.kind === 'rejectToken') outcome.rule.name; // 'client-assertion-complete'
 */
export const decideAssertion = (
  request: ClientRequest,
  facts: AssertionFacts,
): RequestingClient | TokenRejection | undefined =>
  runSync(
    assertedClient<never>(request, facts, facts.sha256, {
      findClient: (clientId) => answered(facts.client(clientId)),
      verifyAssertion: (assertion, client) => answered(facts.verifyAssertion(assertion, client)),
      useAssertion: (id, expiresAt) => answered(facts.useAssertion(id, expiresAt)),
      now: () => answered(facts.now),
    }),
  );
