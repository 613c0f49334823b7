import type { Client } from './client.ts';

/** The ports that every flow has which begins with a client_id. */
export interface ClientPorts {
  /** The client that is registered under an identifier. */
  readonly findClient: (clientId: string) => Client | undefined;
}
