import type { ClientListFilter, ClientMetadata, ClientOrigin } from '@codegrant/core';
import type { Awaitable } from './awaitable.ts';
import type { Clients } from './clients.ts';

/** A secret that a new one has replaced. */
export interface RetiredSecret {
  /** Made by `hashClientSecret`. */
  readonly hash: string;
  /** Until when the secret is accepted, in seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

/** A registration as a registry keeps it. */
export interface ClientRecord {
  /** What `readClient` reads. Of a `client_secret` only the hash is kept. */
  readonly metadata: ClientMetadata;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly createdAt: number;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly updatedAt: number;
  /**
   * When the registration ends, in seconds since 1970-01-01T00:00:00Z. `undefined`: it does not end. From then on, `find` does not return
   * the client.
   */
  readonly expiresAt: number | undefined;
  /** How often the registration was changed: 0 for a new one. */
  readonly revision: number;
  /** Earlier secrets of the client. `find` accepts each until it expires. Default: none. */
  readonly retiredSecrets?: readonly RetiredSecret[] | undefined;
  /** The organization that manages the client. Default: none, only the operator. */
  readonly orgId?: string | undefined;
  /** Who created the client. */
  readonly userId?: string | undefined;
}

/** Which registrations a list contains. Every condition must hold. */
export interface ClientFilter extends ClientListFilter {
  readonly origin?: ClientOrigin | undefined;
  readonly orgId?: string | undefined;
}

/** A part of the list of registrations, in the order of `createdAt` and `client_id`. */
export interface ClientPage {
  readonly records: readonly ClientRecord[];
  /** How many registrations match the filter. */
  readonly total: number;
}

/**
 * Registrations that can be created, changed and deleted while the server runs. A registration that has expired is as one that does not
 * exist, for each function.
 */
export interface ClientRegistry extends Clients {
  /**
   * Saves a new registration, in one atomic step.
   *
   * @param cap how many registrations with the same `metadata.origin` there may be, with this one. `undefined`: any number
   * @returns `exists` if there is a registration with this `client_id`, `full` if the cap is reached: then nothing is saved
   * @throws {InvalidSettings} if the registration is invalid
   */
  readonly createClient: (record: ClientRecord, cap?: number) => Awaitable<'created' | 'exists' | 'full'>;
  /** Returns a registration as it was saved. `undefined` or `null` if there is none. */
  readonly readClient: (clientId: string) => Awaitable<ClientRecord | undefined>;
  /**
   * Replaces a registration whose revision is one lower, in one atomic step. `createdAt`, `orgId` and the origin stay the same, and
   * `expiresAt` of the record is ignored: only `keepClient` changes it.
   *
   * @returns `unknown` if there is no such registration, `conflict` if it has another revision: then nothing is saved
   * @throws {InvalidSettings} if the registration is invalid
   */
  readonly updateClient: (record: ClientRecord) => Awaitable<'updated' | 'unknown' | 'conflict'>;
  /** Removes a registration. Returns whether there was one. */
  readonly deleteClient: (clientId: string) => Awaitable<boolean>;
  /** Removes `expiresAt` of a registration, because the client was used. */
  readonly keepClient: (clientId: string) => Awaitable<void>;
  /** Returns a part of the list: `limit` registrations after the first `offset`. */
  readonly listClients: (filter: ClientFilter, offset: number, limit: number) => Awaitable<ClientPage>;
}
