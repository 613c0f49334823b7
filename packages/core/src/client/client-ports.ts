import type { Client } from './client.ts';

/** The ports that every flow has which begins with a client_id. */
export interface ClientPorts {
  /** The client that is registered under an identifier. */
  readonly findClient: (clientId: string) => Client | undefined;
}

/** The ports of a flow whose clients authenticate. */
export interface ClientAuthenticationPorts extends ClientPorts {
  /**
   * Is told whether a client sent its right secret, before anything else happens. What it throws ends the flow: then the answer does
   * not depend on the secret.
   */
  readonly limitSecrets: (clientId: string, isRight: boolean) => void;
}
