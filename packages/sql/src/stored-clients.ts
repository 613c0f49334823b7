import {
  type Awaitable,
  type Client,
  type ClientMetadata,
  type Clients,
  defineClient,
  InvalidSettings,
  readClient,
} from '@codegrant/server';
import { mapAwaitable } from '@codegrant/server/internal';
import type { Database } from './database.ts';
import { areStorable } from './are-storable.ts';
import { prepare } from './prepare.ts';
import { textIn } from './row.ts';
import type { Tables } from './tables.ts';

/** Clients in a table, each registration as JSON. */
export interface SqlClients extends Clients {
  /**
   * Saves a registration of yours, in place of an earlier one with the same `client_id`. Of a `client_secret` only the
   * hash is kept.
   *
   * @throws {InvalidSettings} if the registration is invalid. The message names each problem
   */
  readonly save: (metadata: ClientMetadata) => Awaitable<void>;
  /** Removes a registration, if there is one. */
  readonly remove: (clientId: string) => Awaitable<void>;
}

const validated = (clientId: string, metadata: unknown): Client => {
  const read = readClient(metadata);
  if (read.kind === 'invalid') throw new InvalidSettings(`client ${JSON.stringify(clientId)}`, read.problems);
  return read.value;
};

/** The registry of clients. */
export const storedClients = (db: Database, { clients }: Tables): SqlClients => {
  const select = prepare(db, `SELECT metadata FROM ${clients} WHERE client_id = ?`);
  const upsert = prepare(
    db,
    `INSERT INTO ${clients} (client_id, metadata) VALUES (?, ?)
      ON CONFLICT (client_id) DO UPDATE SET metadata = excluded.metadata`,
  );
  const remove = prepare(db, `DELETE FROM ${clients} WHERE client_id = ?`);
  return {
    // The client_id of a request may have any character. A statement that fails would look like an outage.
    find: (clientId) =>
      areStorable(clientId)
        ? mapAwaitable(select(clientId), ([row]) =>
            row === undefined ? undefined : validated(clientId, JSON.parse(textIn(row, 'metadata'))),
          )
        : undefined,
    save: (metadata) => {
      const { client_id, client_secret_hashes: hashes } = defineClient(metadata);
      const client_secret_hashes = hashes.length === 0 ? undefined : hashes;
      const kept = { ...metadata, client_secret: undefined, client_secret_hashes };
      return mapAwaitable(upsert(client_id, JSON.stringify(kept)), () => undefined);
    },
    remove: (clientId) => (areStorable(clientId) ? mapAwaitable(remove(clientId), () => undefined) : undefined),
  };
};
