import { type Clients, InvalidSettings, readClient } from '@codegrant/server';
import type OAuth2Server from '@node-oauth/oauth2-server';
import type { OldGrant } from './move-tokens.ts';

/** The clients of your model. `secretOf` returns a secret in plain text, or `undefined` for a public client. */
export const clientsOf = (
  model: OAuth2Server.BaseModel,
  secretOf: (client: OAuth2Server.Client) => string | undefined,
): Clients => ({
  find: async (clientId) => {
    // As /authorize does: without a secret. Codegrant checks the secret itself.
    const old = await model.getClient(clientId, '');
    if (!old) return undefined;
    const client_secret = secretOf(old);
    const client = readClient({
      client_id: old.id,
      redirect_uris: [old.redirectUris ?? []].flat(),
      grant_types: [old.grants].flat(),
      ...(client_secret === undefined ? {} : { client_secret, require_pkce: false }),
    });
    if (client.kind === 'invalid') throw new InvalidSettings(`client ${clientId}`, client.problems);
    return client.value;
  },
});

const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1000);

/** Reads the object that `saveToken` of your model received. */
export const grantOf = (token: OAuth2Server.Token, createdAt: Date): OldGrant => ({
  subject: String(token.user['id']),
  clientId: token.client.id,
  scope: (token.scope ?? []).join(' '),
  resources: undefined,
  createdAt: secondsOf(createdAt),
  ...(token.accessTokenExpiresAt === undefined
    ? {}
    : { accessToken: { value: token.accessToken, expiresAt: secondsOf(token.accessTokenExpiresAt) } }),
  ...(token.refreshToken === undefined || token.refreshTokenExpiresAt === undefined
    ? {}
    : { refreshToken: { value: token.refreshToken, expiresAt: secondsOf(token.refreshTokenExpiresAt) } }),
});
