// On Express, as in its getting-started page: its Request and Response around Express's, a model, and an authenticateHandler
// that returns a user. It requires the user before it validates the request, so a user is signed in.
import OAuth2Server from '@node-oauth/oauth2-server';
import express from 'express';
import { clients, listen } from './listen.mjs';

const scopes = new Set(['read', 'write', 'Read']);

const byId = new Map(
  clients.map(({ client_id, redirect_uris, grant_types, scope }) => [
    client_id,
    { id: client_id, redirectUris: redirect_uris, grants: grant_types ?? ['authorization_code'], scope },
  ]),
);

const mayAsk = (client, scope) =>
  scopes.has(scope) && (client.scope === undefined || client.scope.split(' ').includes(scope));

const model = {
  getClient: (id) => byId.get(id),
  validateScope: (user, client, scope = ['read']) => scope.every((item) => mayAsk(client, item)) && scope,
  saveAuthorizationCode: (code, client, user) => ({ ...code, client, user }),
  getAccessToken: () => undefined,
};

const oauth = new OAuth2Server({ model });
const authenticateHandler = { handle: () => ({ id: 'user-1' }) };

const authorize = async (incoming, outgoing) => {
  const response = new OAuth2Server.Response(outgoing);
  try {
    await oauth.authorize(new OAuth2Server.Request(incoming), response, { authenticateHandler });
    outgoing.set(response.headers).status(response.status).send(response.body);
  } catch (error) {
    if (response.status === 302) return outgoing.set(response.headers).status(302).send();
    return outgoing
      .set(response.headers)
      .status(error.code ?? 500)
      .json({ error: error.name, error_description: error.message });
  }
};

await listen('/authorize', () => {
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  app.get('/authorize', authorize);
  app.post('/authorize', authorize);
  return { handler: app, registered: Array.from(byId.keys()) };
});
