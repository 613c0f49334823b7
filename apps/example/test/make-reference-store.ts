import { DatabaseSync } from 'node:sqlite';
import type { MadeStore } from '@codegrant/conformance/suite';
import { defineClient } from '@codegrant/server';
import { sqliteAccessTokens } from './reference/examples/sqlite-access-tokens.ts';
import { sqliteClients } from './reference/examples/sqlite-clients.ts';
import { sqliteConsents } from './reference/examples/sqlite-consents.ts';
import { sqliteGrants } from './reference/examples/sqlite-grants.ts';
import { sqliteStore } from './reference/examples/sqlite-store.ts';

/** Makes the ports that docs/reference.md shows, in a file. The rows of clients are written by the operator. */
export default (file: string): MadeStore => {
  const db = new DatabaseSync(file, { timeout: 60_000 });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  const clients = sqliteClients(db);
  const save = db.prepare('INSERT OR REPLACE INTO clients (client_id, metadata) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM clients WHERE client_id = ?');
  return {
    storage: {
      store: sqliteStore(db),
      consents: sqliteConsents(db),
      grants: sqliteGrants(db),
      accessTokens: sqliteAccessTokens(db),
      clients: {
        ...clients,
        save: (metadata) => void save.run(defineClient(metadata).client_id, JSON.stringify(metadata)),
        remove: (clientId) => void remove.run(clientId),
      },
    },
    close: () => db.close(),
  };
};
