import type { Client, Issuing, RegisteredMetadata, RegistrationRequest, RegistrationSettings } from '@codegrant/core';
import type { Awaitable } from '../ports/awaitable.ts';
import type { SourceSettings } from './client-source.ts';

/** What is registered, and for which server. */
export interface Registration {
  /** What the client asked for. */
  readonly asked: RegistrationRequest;
  readonly metadata: RegisteredMetadata;
  readonly allowed: RegistrationSettings;
  readonly settings: Pick<SourceSettings, 'policy' | 'now' | 'entropy'> & { readonly portTimeoutMilliseconds: number };
}

/** Where clients that register themselves are kept. */
export interface SelfRegisteredClients extends Pick<RegistrationSettings, 'clientTypes' | 'longestRegistration'> {
  /** Whether a client_id has the form of the client_ids that are made here. */
  readonly owns: (clientId: string) => boolean;
  /** Returns the client, or `undefined` if there is none. */
  readonly find: (
    clientId: string,
    allowed: RegistrationSettings,
    settings: Pick<SourceSettings, 'policy' | 'now'>,
  ) => Awaitable<Client | undefined>;
  /** Keeps a client that would otherwise expire, because it was used. */
  readonly keep?: ((clientId: string) => Awaitable<void>) | undefined;
  /** Registers a client. */
  readonly issue: (registration: Registration) => Awaitable<Issuing>;
}
