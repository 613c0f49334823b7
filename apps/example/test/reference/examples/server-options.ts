import { createHash, randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { privateKeyJwt } from '@codegrant/client-assertions';
import { clientDocuments } from '@codegrant/client-documents';
import { memoryLimits, networkOf } from '@codegrant/limits';
import type { NodeRequest } from '@codegrant/node';
import {
  clientCredentials,
  clientList,
  defineClient,
  grantList,
  html,
  introspection,
  page,
  type Refusal,
  revocation,
  type ServerEvent,
  type ServerOptions,
} from '@codegrant/server';
import { nodeSqlite, sqlStore } from '@codegrant/sql';
import { deviceGrant } from './device-grant.ts';
import { sessionOwner } from './session-owner.ts';
import { sqliteAccessTokens } from './sqlite-access-tokens.ts';
import { sqliteConsents } from './sqlite-consents.ts';
import { sqliteGrants } from './sqlite-grants.ts';
import { sqliteStore } from './sqlite-store.ts';
import { sqliteTokens } from './sqlite-tokens.ts';

const db = new DatabaseSync(':memory:');
const key = randomBytes(32).toString('base64url');
const cli = defineClient({ client_id: 'cli', redirect_uris: ['http://127.0.0.1/callback'] });

const write = (event: ServerEvent): void => void JSON.stringify(event);

const sorry = ({ rule }: Refusal): ReturnType<typeof page> => page('Sorry', html`<h1>Sorry</h1><p>${rule.message}</p>`);

/** Every option at once, none of them as its default. The page takes its examples from here, by the text of each member. */
export const serverOptions: Required<ServerOptions<NodeRequest>> = {
  policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read your messages' } } },
  clients: clientList([cli]),
  owner: sessionOwner(db),
  tokens: sqliteTokens(db),
  consentKeys: [Buffer.from(key, 'base64url')],
  signInUrl: 'https://accounts.example/login?theme=dark',
  consentUrl: '/ask',
  basePath: '/auth',
  paths: { authorize: '/authorize', token: '/token' },
  endpoints: [grantList, revocation, introspection({ askers: 'clientsAndOwners' })],
  corsOrigins: ['https://spa.example'],
  tokenRequestTypes: ['form', 'json'],
  store: sqliteStore(db),
  consents: sqliteConsents(db),
  grants: sqliteGrants(db),
  accessTokens: sqliteAccessTokens(db),
  storage: sqlStore(nodeSqlite(db), { except: ['store', 'consents', 'clients', 'grants', 'accessTokens'] }).storage,
  grantTypes: [clientCredentials, deviceGrant(db)],
  clientSources: [clientDocuments()],
  clientAssertions: privateKeyJwt(),
  limits: memoryLimits<NodeRequest>({ callerOf: ({ socket }) => networkOf(socket.remoteAddress) }),
  portTimeoutMilliseconds: 5000,
  pages: { refusal: sorry },
  report: (event) => write(event),
  now: () => Date.now() / 1000,
  random: (length) => randomBytes(length),
  sha256: (text) => createHash('sha256').update(text).digest('base64url'),
};
