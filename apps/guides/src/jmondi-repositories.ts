import { type Clients, InvalidSettings, readClient } from '@codegrant/server';
import type { OAuthClient, OAuthToken } from '@jmondi/oauth2-server';
import type { OldGrant } from './move-tokens.ts';

const grantTypes: ReadonlySet<string> = new Set(['authorization_code', 'refresh_token', 'client_credentials']);

/** The clients of your table, with secrets in plain text. `findOld` returns `undefined`, and throws nothing, if there is no such client. */
export const clientsOf = (findOld: (clientId: string) => Promise<OAuthClient | undefined>): Clients => ({
  find: async (clientId) => {
    const old = await findOld(clientId);
    if (old === undefined) return undefined;
    const scope = old.scopes.map(({ name }) => name).join(' ');
    const client = readClient({
      client_id: old.id,
      client_name: old.name,
      redirect_uris: old.redirectUris,
      grant_types: old.allowedGrants.filter((name) => grantTypes.has(name)),
      ...(scope === '' ? {} : { scope }),
      ...(old.secret ? { client_secret: old.secret } : {}),
    });
    if (client.kind === 'invalid') throw new InvalidSettings(`client ${clientId}`, client.problems);
    return client.value;
  },
});

const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1000);

/** Reads the object that `persist` of your token repository received, with `useOpaqueRefreshTokens`. Access tokens are JWTs: let them expire. */
export const grantOf = (token: OAuthToken, createdAt: Date): OldGrant | undefined =>
  token.refreshToken && token.refreshTokenExpiresAt && token.user
    ? {
        subject: String(token.user.id),
        clientId: token.client.id,
        scope: token.scopes.map(({ name }) => name).join(' '),
        resources: undefined,
        createdAt: secondsOf(createdAt),
        refreshToken: { value: token.refreshToken, expiresAt: secondsOf(token.refreshTokenExpiresAt) },
      }
    : undefined;
