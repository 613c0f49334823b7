import type { OAuthAuthCode, OAuthClient, OAuthToken } from '@jmondi/oauth2-server';
import { describe, expect, it } from 'vitest';
import { appWith } from '../src/jmondi-after.ts';
import { appWith as oldAppWith, type Repositories } from '../src/jmondi-before.ts';
import { clientsOf, grantOf } from '../src/jmondi-repositories.ts';
import { moveGrant } from '../src/move-tokens.ts';
import { allow } from './browser.ts';
import { getTokens, pressButton, redirectUri, send, serve, userOf } from './flow.ts';
import { newKey, newStorage } from './storage.ts';

const client: OAuthClient = {
  id: 'app',
  name: 'An old app',
  redirectUris: [redirectUri],
  allowedGrants: ['authorization_code', 'refresh_token', 'custom:pigeon'],
  scopes: [{ name: 'read' }],
};

const inAnHour = (): Date => new Date(Date.now() + 3_600_000);

/** Repositories in memory, and the tokens that they keep. */
const newRepositories = () => {
  const codes = new Map<string, OAuthAuthCode>();
  const persisted: OAuthToken[] = [];
  const byRefreshToken = (token: string): OAuthToken => {
    const found = persisted.find(({ refreshToken }) => refreshToken === token);
    if (found === undefined) throw new Error('There is no such token.');
    return found;
  };
  const codeOf = async (id: string): Promise<OAuthAuthCode> => {
    const code = codes.get(id);
    if (code === undefined) throw new Error('There is no such code.');
    return code;
  };
  const repositories: Repositories = {
    clients: { getByIdentifier: async () => client, isClientValid: async () => true },
    codes: {
      getByIdentifier: codeOf,
      issueAuthCode: (forClient, user, scopes) => ({
        code: crypto.randomUUID(),
        client: forClient,
        ...(user === undefined ? {} : { user }),
        scopes,
        expiresAt: inAnHour(),
      }),
      persist: async (code) => void codes.set(code.code, code),
      isRevoked: async (id) => !codes.has(id),
      revoke: async (id) => void codes.delete(id),
    },
    scopes: {
      getAllByIdentifiers: async (names) => names.map((name) => ({ name })),
      finalize: async (scopes) => scopes,
    },
    tokens: {
      issueToken: async (forClient, scopes, user) => ({
        accessToken: crypto.randomUUID(),
        accessTokenExpiresAt: inAnHour(),
        client: forClient,
        scopes,
        ...(user === undefined ? {} : { user }),
      }),
      issueRefreshToken: async (token) => {
        Object.assign(token, { refreshToken: crypto.randomUUID(), refreshTokenExpiresAt: inAnHour() });
        persisted.push(token);
        return token;
      },
      persist: async () => undefined,
      revoke: async () => undefined,
      isRefreshTokenRevoked: async () => false,
      getByRefreshToken: async (token) => byRefreshToken(token),
    },
    users: { getUserByCredentials: async (id) => ({ id }) },
  };
  return { repositories, persisted };
};

const clients = clientsOf(async (id) => (id === client.id ? client : undefined));

const start = async () => {
  const storage = newStorage();
  const url = await serve((issuer) => appWith({ issuer, clients, userOf, consentKeys: [newKey()], storage }));
  return { url, storage };
};

const flowAt = (url: string) => ({
  authorize: `${url}/authorize`,
  token: `${url}/token`,
  clientId: 'app',
  scope: 'read',
});

const refresh = async (url: string, refresh_token: string): Promise<number> =>
  (await send(`${url}/token`, { grant_type: 'refresh_token', refresh_token, client_id: 'app' })).status;

describe('The app that had @jmondi/oauth2-server', () => {
  it('issues tokens at the same paths, to the same clients.', async () => {
    const { url } = await start();
    const { refresh_token } = await getTokens({ ...flowAt(url), press: allow });
    expect(await refresh(url, refresh_token)).toBe(200);
  });

  it('keeps opaque refresh tokens.', async () => {
    const { repositories, persisted } = newRepositories();
    const old = await serve(() => oldAppWith(repositories, 'a secret for JWTs', userOf));
    const { refresh_token, access_token } = await getTokens({ ...flowAt(old), press: pressButton });
    expect(access_token.split('.')).toHaveLength(3);
    const { url, storage } = await start();
    for (const token of persisted) {
      const grant = grantOf(token, new Date());
      if (grant !== undefined) await moveGrant(grant, storage.grants, storage.accessTokens);
    }
    expect(await refresh(url, refresh_token)).toBe(200);
    expect(await refresh(url, 'another-token')).toBe(400);
  });

  it('finds the clients of the table.', async () => {
    expect(await clients.find('app')).toMatchObject({ client_name: 'An old app', scope: ['read'] });
    expect(await clients.find('nobody')).toBeUndefined();
    const withSecret = clientsOf(async () => ({ ...client, secret: 'a secret of at least thirty-two bytes' }));
    expect(await withSecret.find('app')).toBeDefined();
    const broken = clientsOf(async () => ({ ...client, redirectUris: ['http://app.example/callback'] }));
    await expect(broken.find('app')).rejects.toThrow('client app');
  });
});
