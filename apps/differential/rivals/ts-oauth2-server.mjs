// On Express, as in its documentation of the authorization endpoint: validateAuthorizationRequest, then a redirect to the
// sign-in page. Errors go to handleExpressError.
import { AuthorizationServer } from '@jmondi/oauth2-server';
import { handleExpressError, requestFromExpress } from '@jmondi/oauth2-server/express';
import express from 'express';
import { clients, listen } from './listen.mjs';

const scopes = ['read', 'write', 'Read'].map((name) => ({ name }));

const byId = new Map(
  clients.map(({ client_id, client_name, client_secret, redirect_uris, grant_types, scope }) => [
    client_id,
    {
      id: client_id,
      name: client_name ?? client_id,
      secret: client_secret,
      redirectUris: redirect_uris,
      allowedGrants: grant_types ?? ['authorization_code'],
      scopes: scopes.filter(({ name }) => scope === undefined || scope.split(' ').includes(name)),
    },
  ]),
);

const clientRepository = {
  getByIdentifier: async (id) => byId.get(id),
  isClientValid: async (grant, client) => client.allowedGrants.includes(grant),
};
const scopeRepository = {
  getAllByIdentifiers: async (names) => scopes.filter(({ name }) => names.includes(name)),
  finalize: async (asked) => asked,
};

const server = new AuthorizationServer(clientRepository, {}, scopeRepository, 'a secret for this run');
server.enableGrantType({ grant: 'authorization_code', userRepository: {}, authCodeRepository: {} });

const authorize = async (request, response) => {
  try {
    await server.validateAuthorizationRequest(requestFromExpress(request));
    response.redirect('/sign-in');
  } catch (error) {
    handleExpressError(error, response);
  }
};

await listen('/authorize', () => {
  const app = express();
  app.get('/authorize', authorize);
  return { handler: app, registered: Array.from(byId.keys()) };
});
