import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { toNodeHandler } from '@codegrant/node';
import { clientList, createAuthorizationServer } from '@codegrant/server';
import { readClientsFile } from '../src/clients-file.ts';
import { sqliteAccessTokens } from './reference/examples/sqlite-access-tokens.ts';
import { sqliteGrants } from './reference/examples/sqlite-grants.ts';
import { sqliteStore } from './reference/examples/sqlite-store.ts';
import { clientsFile } from './registered-client.ts';

// One of several processes that serve the same endpoints: they share the database DATABASE, the keys KEYS and the issuer.

const db = new DatabaseSync(process.env['DATABASE'] ?? '', { timeout: 5000 });

const server = createAuthorizationServer({
  policy: {
    issuer: 'https://login.example',
    scopes: { read: { name: 'Read' }, write: { name: 'Write' } },
    rememberConsent: 'never',
  },
  clients: clientList(readClientsFile(clientsFile).filter(({ client_id }) => client_id === 's256')),
  owner: { identify: () => ({ subject: 'user-1' }) },
  store: sqliteStore(db),
  grants: sqliteGrants(db),
  accessTokens: sqliteAccessTokens(db),
  consentKeys: (process.env['KEYS'] ?? '').split(',').map((key) => Buffer.from(key, 'base64url')),
});

createServer(toNodeHandler(server)).listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('listening'));
