import { createServer } from 'node:http';
import { toNodeHandler } from '@codegrant/node';
import { clientList, createAuthorizationServer, defineClient } from '@codegrant/server';
import { endpoints, mailApi } from './snippets/presented-tokens.ts';

// An authorization server whose access tokens are for APIs on other machines. The API for mail is registered as the README says.

const app = defineClient({
  client_id: 'app',
  redirect_uris: ['https://app.example/cb'],
  grant_types: ['authorization_code', 'refresh_token'],
  consent: 'skip',
});

const filesApi = defineClient({
  client_id: 'files-api',
  redirect_uris: ['https://files.example/unused'],
  client_secret: 'the secret of the files API',
  introspection: ['https://files.example/api'],
});

const server = createAuthorizationServer({
  policy: {
    issuer: process.env['ISSUER'] ?? '',
    scopes: { 'mail.read': { name: 'Read your mail' }, 'files.read': { name: 'Read your files' } },
    resources: {
      'https://mail.example/api': { name: 'Mail', scopes: ['mail.read'] },
      'https://files.example/api': { name: 'Files', scopes: ['files.read'] },
    },
    refreshTokens: 'always',
  },
  clients: clientList([app, mailApi, filesApi]),
  owner: { identify: () => ({ subject: '17' }) },
  endpoints,
  consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
});

createServer(toNodeHandler(server)).listen(Number(process.env['PORT']), '127.0.0.1');
