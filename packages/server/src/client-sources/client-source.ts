import type { AuthorizationServerMetadata, Client, Policy, Sha256, TokenEndpointAuthMethod } from '@codegrant/core';
import type { Awaitable } from '../ports/awaitable.ts';
import type { Clock } from '../ports/clock.ts';
import type { Limits } from '../ports/limits.ts';
import type { DrawEntropy } from '../ports/random.ts';

/** What a source takes from the settings of the server. */
export interface SourceSettings {
  readonly policy: Policy;
  readonly now: Clock;
  readonly entropy: DrawEntropy;
  readonly sha256: Sha256 | undefined;
  /** `undefined` if the server has no limits. */
  readonly limits: Limits | undefined;
  /** How clients can authenticate at this server. */
  readonly authMethods: readonly TokenEndpointAuthMethod[];
  /** Returns why a client cannot authenticate at this server, each as a sentence. `undefined` without client assertions. */
  readonly authConflicts: ((client: Client) => readonly string[]) | undefined;
}

/**
 * Clients that the operator did not register: for the option `clientSources`. A source is imported by those who use it, so that the
 * bundle of other servers does not contain it.
 */
export interface ClientSource {
  /** As in error messages. */
  readonly name: string;
  /** Whether a client_id has the form of this source. Nothing is looked up. */
  readonly owns: (clientId: string) => boolean;
  /** Returns the client, or `undefined` if there is none. Called only for a client_id that the source owns. */
  readonly find: (clientId: string, settings: SourceSettings) => Awaitable<Client | undefined>;
  /** Called whenever a client that the source owns got tokens for a code, or for itself. Default: nothing. */
  readonly keep?: ((clientId: string) => Awaitable<void>) | undefined;
  /** What the metadata says of it. */
  readonly metadata?: Partial<AuthorizationServerMetadata> | undefined;
  /** Returns what is wrong with its settings, each as a sentence. Default: nothing. */
  readonly problems?: (() => readonly string[]) | undefined;
}
