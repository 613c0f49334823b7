/** How many of everything a measurement has. */
export interface Scenario {
  /** How many clients are registered. */
  readonly clients: number;
  /** How many redirect URIs each client has. Requests name the last one. */
  readonly redirectUris: number;
  /** How many scopes each request names. */
  readonly scopes: number;
  /** How many codes are outstanding at least; at most twice as many. */
  readonly codes: number;
  /** How many different requests of a kind rotate. */
  readonly requests: number;
}

/** What every section measures, unless it says otherwise. */
export const ordinary: Scenario = { clients: 16, redirectUris: 2, scopes: 2, codes: 4096, requests: 256 };
