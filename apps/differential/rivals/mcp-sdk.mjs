// mcpAuthRouter at the root of an Express app, as its README says, with a provider whose authorize sends the browser to a
// sign-in page. Its limit of 100 requests in a quarter of an hour is off, by its own option, so that all vectors are answered.
import { mcpAuthRouter } from '@modelcontextprotocol/sdk/server/auth/router.js';
import { InvalidScopeError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import express from 'express';
import { clients, listen } from './listen.mjs';

const byId = new Map(clients.map((client) => [client.client_id, client]));
const scopes = new Set(['read', 'write', 'Read']);

const mayAsk = (client, scope) =>
  scopes.has(scope) && (client.scope === undefined || client.scope.split(' ').includes(scope));

// Which scopes there are is the provider's business: the router hands them on.
const provider = {
  clientsStore: { getClient: (id) => byId.get(id) },
  authorize: async (client, params, response) => {
    if (!params.scopes.every((scope) => mayAsk(client, scope))) throw new InvalidScopeError('Unknown scope');
    response.redirect('/sign-in');
  },
  challengeForAuthorizationCode: async () => '',
  exchangeAuthorizationCode: async () => ({}),
  exchangeRefreshToken: async () => ({}),
  verifyAccessToken: async () => ({}),
};

await listen('/authorize', (origin) => {
  const app = express();
  app.use(mcpAuthRouter({ provider, issuerUrl: new URL(origin), authorizationOptions: { rateLimit: false } }));
  return { handler: app, registered: Array.from(byId.keys()) };
});
