// Its authorizationHandler and tokenHandler on Express, with a provider whose authorize issues a code at once: the SDK
// leaves that, and the store, to the application. The rate limits are off.
import { randomBytes } from 'node:crypto';
import { InvalidGrantError, InvalidScopeError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import { authorizationHandler } from '@modelcontextprotocol/sdk/server/auth/handlers/authorize.js';
import { tokenHandler } from '@modelcontextprotocol/sdk/server/auth/handlers/token.js';
import express from 'express';
import { get, post, same } from './without-socket.mjs';

export const setUp = ({ registrations, scopes }, recentMap) => {
  const clients = new Map(registrations.map((client) => [client.client_id, client]));
  const known = new Set(scopes);
  const codes = recentMap();
  const provider = {
    clientsStore: { getClient: async (id) => clients.get(id) },
    authorize: async (client, params, response) => {
      if (!params.scopes.every((scope) => known.has(scope))) throw new InvalidScopeError('Unknown scope');
      const code = randomBytes(32).toString('base64url');
      codes.set(code, { clientId: client.client_id, ...params });
      const url = new URL(params.redirectUri);
      url.searchParams.set('code', code);
      if (params.state !== undefined) url.searchParams.set('state', params.state);
      response.redirect(302, url.href);
    },
    challengeForAuthorizationCode: async (client, code) => {
      const saved = codes.get(code);
      if (saved?.clientId !== client.client_id) throw new InvalidGrantError('Unknown code');
      return saved.codeChallenge;
    },
    exchangeAuthorizationCode: async (client, code, verifier, redirectUri) => {
      const saved = codes.get(code);
      codes.delete(code);
      if (saved?.redirectUri !== redirectUri) throw new InvalidGrantError('Unknown code');
      return { access_token: 'token', token_type: 'Bearer', expires_in: 3600, scope: saved.scopes.join(' ') };
    },
  };
  const app = express();
  app.use('/authorize', authorizationHandler({ provider, rateLimit: false }));
  app.use('/token', tokenHandler({ provider, rateLimit: false }));
  return {
    authorize: { call: (query) => get(app, `/authorize?${query}`), read: same },
    redeem: { call: (body) => post(app, '/token', body), read: same },
  };
};
