// mcpAuthRouter at the root of an Express app, as in its README, with a provider whose authorize redirects to a sign-in page.
// The rate limit of 100 requests in 15 minutes is disabled, so that all vectors are answered.
import { mcpAuthRouter } from '@modelcontextprotocol/sdk/server/auth/router.js';
import { InvalidScopeError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import express from 'express';
import { clients, listen } from './listen.mjs';

const byId = new Map(clients.map((client) => [client.client_id, client]));
const scopes = new Set(['read', 'write', 'Read']);

const mayAsk = (client, scope) =>
  scopes.has(scope) && (client.scope === undefined || client.scope.split(' ').includes(scope));

// The router leaves the validation of scopes to the provider.
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
