// As in its documentation of the authorization code grant: validateAuthorizationRequest, then the user and the approval,
// then completeAuthorizationRequest. Codes are opaque, which is faster than its default, a signed JWT.
import { randomBytes } from 'node:crypto';
import { AuthorizationServer, OAuthRequest } from '@jmondi/oauth2-server';

const user = { id: 'user-1' };

export const setUp = ({ registrations, scopes }, recentMap) => {
  const clients = new Map(
    registrations.map(({ client_id, redirect_uris }) => [
      client_id,
      {
        id: client_id,
        name: client_id,
        redirectUris: redirect_uris,
        allowedGrants: ['authorization_code'],
        scopes: scopes.map((name) => ({ name })),
      },
    ]),
  );
  const known = new Map(scopes.map((name) => [name, { name }]));
  const [codes, tokens] = [recentMap(), recentMap()];
  const clientRepository = {
    getByIdentifier: async (id) => clients.get(id),
    isClientValid: async (grant, client) => client.allowedGrants.includes(grant),
  };
  const tokenRepository = {
    issueToken: async (client, scopes, user) => ({
      accessToken: randomBytes(32).toString('base64url'),
      accessTokenExpiresAt: new Date(Date.now() + 3_600_000),
      client,
      scopes,
      user,
    }),
    issueRefreshToken: async (token) => token,
    persist: async (token) => tokens.set(token.accessToken, token),
    revoke: async (token) => tokens.delete(token.accessToken),
    isRefreshTokenRevoked: async () => false,
    getByRefreshToken: async () => undefined,
  };
  const scopeRepository = {
    getAllByIdentifiers: async (names) => names.flatMap((name) => known.get(name) ?? []),
    finalize: async (asked) => asked,
  };
  const authCodeRepository = {
    getByIdentifier: async (code) => codes.get(code),
    issueAuthCode: (client, user, scopes) => ({
      code: randomBytes(32).toString('base64url'),
      expiresAt: new Date(Date.now() + 60_000),
      client,
      user,
      scopes,
    }),
    persist: async (code) => codes.set(code.code, code),
    isRevoked: async (code) => codes.get(code) === undefined,
    revoke: async (code) => codes.delete(code),
  };
  const userRepository = { getUserByCredentials: async () => user };
  const server = new AuthorizationServer(clientRepository, tokenRepository, scopeRepository, 'a secret for this run', {
    useOpaqueAuthorizationCodes: true,
  });
  server.enableGrantType({ grant: 'authorization_code', userRepository, authCodeRepository });

  const answerOf = ({ status, headers, body }) => ({
    status,
    location: headers.location,
    body: JSON.stringify(body),
  });
  const orError = async (answer) => {
    try {
      return answerOf(await answer());
    } catch (error) {
      return { status: error.status ?? 500, location: undefined, body: JSON.stringify({ message: error.message }) };
    }
  };
  return {
    authorize: {
      call: (text) =>
        orError(async () => {
          const query = Object.fromEntries(new URLSearchParams(text));
          const request = await server.validateAuthorizationRequest(new OAuthRequest({ query }));
          request.user = user;
          request.isAuthorizationApproved = true;
          return server.completeAuthorizationRequest(request);
        }),
      read: (answer) => answer,
    },
    redeem: {
      call: (text) =>
        orError(() => {
          const body = Object.fromEntries(new URLSearchParams(text));
          return server.respondToAccessTokenRequest(new OAuthRequest({ body }));
        }),
      read: (answer) => answer,
    },
    refusesScope: 'page',
  };
};
