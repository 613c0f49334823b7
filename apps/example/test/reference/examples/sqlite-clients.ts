import type { DatabaseSync } from 'node:sqlite';
import { type Clients, InvalidSettings, readClient } from '@codegrant/server';

/** Clients in a table, each registration as JSON. */
export const sqliteClients = (db: DatabaseSync): Clients => {
  db.exec('CREATE TABLE IF NOT EXISTS clients (client_id TEXT PRIMARY KEY, metadata TEXT NOT NULL)');
  const byId = db.prepare('SELECT metadata FROM clients WHERE client_id = ?');
  return {
    find: (clientId) => {
      const row = byId.get(clientId);
      if (row === undefined) return undefined;
      const read = readClient(JSON.parse(String(row['metadata'])));
      if (read.kind === 'invalid') throw new InvalidSettings(`client ${clientId}`, read.problems);
      return read.value;
    },
  };
};
