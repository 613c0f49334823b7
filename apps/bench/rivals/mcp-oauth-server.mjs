// Its authenticateHandler and tokenHandler on Express. The handler validates the authorization request again when the user
// has consented, and issues the code. The redirect to the consent page before is not counted. The rate limits are off.
import { authenticateHandler, mcpAuthRouter, MemoryOAuthServerModel, OAuthServer } from 'mcp-oauth-server';
import express from 'express';
import { post, same } from './without-socket.mjs';

export const setUp = ({ registrations, scopes }, recentMap) => {
  const clients = new Map(
    registrations.map((client) => [
      client.client_id,
      {
        ...client,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        scope: scopes.join(' '),
      },
    ]),
  );
  const [codes, tokens, refreshTokens] = [recentMap(), recentMap(), recentMap()];
  const model = Object.assign(new MemoryOAuthServerModel(), {
    authorizationCodes: codes,
    accessTokens: tokens,
    refreshTokens,
    getClient: async (id) => clients.get(id),
  });
  const provider = new OAuthServer({
    model,
    issuerUrl: new URL('https://login.example'),
    authorizationUrl: new URL('https://login.example/consent'),
    scopesSupported: scopes,
    strictResource: false,
    grantTypes: ['authorization_code'],
  });
  const app = express();
  app.use('/confirm', authenticateHandler({ provider, getUser: () => 'user-1', rateLimit: false }));
  app.use(mcpAuthRouter({ provider, tokenOptions: { rateLimit: false } }));
  return {
    authorize: { call: (query) => post(app, '/confirm', query), read: same },
    redeem: { call: (body) => post(app, '/token', body), read: same },
  };
};
