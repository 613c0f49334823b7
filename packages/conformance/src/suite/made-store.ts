import type {
  AccessTokens,
  Awaitable,
  ClientMetadata,
  ClientRegistry,
  Clients,
  Consents,
  Grants,
  Store,
} from '@codegrant/server';

/** A clients port, and the functions that the suite needs to fill it. */
export interface FilledClients extends Clients {
  /** Saves a registration, in place of an earlier one with the same `client_id`. Throws if the registration is invalid. */
  readonly save: (metadata: ClientMetadata) => Awaitable<void>;
  /** Removes a registration, if there is one. */
  readonly remove: (clientId: string) => Awaitable<void>;
}

/** The ports that the suite can test. */
export interface TestedPorts {
  readonly store: Store;
  readonly consents: Consents;
  readonly clients: FilledClients;
  readonly grants: Grants;
  readonly accessTokens: AccessTokens;
  /** It is no port of a server: `registration` and `clientManagement` take it. */
  readonly registry: ClientRegistry;
}

/** A store for the suite. What `sqlStore` and `redisStore` return is one. */
export interface MadeStore {
  readonly storage: Partial<TestedPorts>;
  /** Called after the last test, for example to close a connection. */
  readonly close?: (() => Awaitable<void>) | undefined;
}

/** One promise of a port: a sentence, and a check that rejects if the port breaks the promise. */
export interface PortPromise<Port> {
  readonly title: string;
  readonly check: (port: Port) => Promise<void>;
}
