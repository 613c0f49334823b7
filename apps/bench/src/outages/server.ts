import { openSync, writeSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { toNodeHandler } from '@codegrant/node';
import { clientList, createAuthorizationServer, defineClient, opaqueTokens, type Tokens } from '@codegrant/server';
import { openStorage } from '../../../example/src/storage/open-storage.ts';
import { readSettings } from '../../../example/src/settings.ts';
import { client, issuer } from './client.ts';

// A server of the outages, in a process of its own, with the storage of the example. Its port stays the same when it is killed
// and started again.

const [, , STORE, port, journal = ''] = process.argv;
const storage = await openStorage(readSettings({ STORE }).STORE);
const file = openSync(journal, 'a');

/** Writes down each code that tokens are issued for, before they are. So a kill at any moment leaves no tokens unseen. */
const written = (tokens: Tokens): Tokens => ({
  ...tokens,
  issue: (grant) => {
    writeSync(file, `${grant.grantId}\n`);
    return tokens.issue(grant);
  },
});

const server = createAuthorizationServer({
  // Longer than the script: no code expires, so a code that could be used twice is used twice.
  policy: { issuer, scopes: { read: { name: 'Read' } }, defaultScope: ['read'], codeLifetimeSeconds: 600 },
  clients: clientList([defineClient(client)]),
  owner: { identify: () => ({ subject: 'user-1' }) },
  tokens: written(opaqueTokens({ accessTokens: storage.accessTokens, grants: storage.grants })),
  store: storage.store,
  consents: storage.consents,
  grants: storage.grants,
  consentKeys: [new Uint8Array(32).fill(1)],
  // Outages are what this script makes. They are counted where they are answered.
  report: () => {},
});

const listening = createServer(toNodeHandler(server)).listen(Number(port), '127.0.0.1');
await once(listening, 'listening');
process.on('disconnect', () => process.exit());
process.send?.('listening');
