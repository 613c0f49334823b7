// As in its documentation: a model, its Request and Response, and an authenticateHandler that returns a user.
import OAuth2Server from '@node-oauth/oauth2-server';

const { Request, Response } = OAuth2Server;
const user = { id: 'user-1' };

export const setUp = ({ registrations, scopes }, recentMap) => {
  const clients = new Map(
    registrations.map(({ client_id, redirect_uris }) => [
      client_id,
      { id: client_id, redirectUris: redirect_uris, grants: ['authorization_code'] },
    ]),
  );
  const known = new Set(scopes);
  const [codes, tokens] = [recentMap(), recentMap()];
  const model = {
    getClient: async (id) => clients.get(id),
    validateScope: async (user, client, scope = []) => scope.every((item) => known.has(item)) && scope,
    saveAuthorizationCode: async (code, client, user) => {
      const saved = { ...code, client, user };
      codes.set(code.authorizationCode, saved);
      return saved;
    },
    getAuthorizationCode: async (code) => codes.get(code),
    revokeAuthorizationCode: async ({ authorizationCode }) => {
      const there = codes.get(authorizationCode) !== undefined;
      codes.delete(authorizationCode);
      return there;
    },
    saveToken: async (token, client, user) => {
      const saved = { ...token, client, user };
      tokens.set(token.accessToken, saved);
      return saved;
    },
    getAccessToken: async (token) => tokens.get(token),
  };
  const oauth = new OAuth2Server({ model, requireClientAuthentication: { authorization_code: false } });
  const authenticateHandler = { handle: () => user };
  const answerOf = ({ status, headers, body }) => ({ status, location: headers.location, body: JSON.stringify(body) });
  const orError = async (response, answer) => {
    try {
      await answer();
    } catch (error) {
      if (response.status !== 302) {
        const body = { error: error.name, error_description: error.message };
        return answerOf({ status: error.code ?? 500, headers: response.headers, body });
      }
    }
    return answerOf(response);
  };
  return {
    authorize: {
      call: (text) => {
        const query = Object.fromEntries(new URLSearchParams(text));
        const response = new Response({ headers: {} });
        return orError(response, () =>
          oauth.authorize(new Request({ method: 'GET', headers: {}, query }), response, { authenticateHandler }),
        );
      },
      read: (answer) => answer,
    },
    redeem: {
      call: (text) => {
        const body = Object.fromEntries(new URLSearchParams(text));
        const headers = {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': String(text.length),
          'transfer-encoding': undefined,
        };
        const response = new Response({ headers: {} });
        return orError(response, () =>
          oauth.token(new Request({ method: 'POST', headers, query: {}, body }), response),
        );
      },
      read: (answer) => answer,
    },
  };
};
