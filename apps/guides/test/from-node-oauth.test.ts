import type OAuth2Server from '@node-oauth/oauth2-server';
import { describe, expect, it } from 'vitest';
import { moveGrant } from '../src/move-tokens.ts';
import { appWith } from '../src/node-oauth-after.ts';
import { appWith as oldAppWith } from '../src/node-oauth-before.ts';
import { clientsOf, grantOf } from '../src/node-oauth-model.ts';
import { allow } from './browser.ts';
import { getTokens, pressButton, redirectUri, send, serve, userOf } from './flow.ts';
import { newKey, newStorage } from './storage.ts';

const client: OAuth2Server.Client = {
  id: 'app',
  redirectUris: [redirectUri],
  grants: ['authorization_code', 'refresh_token'],
};

/** A model in memory, and the tokens that it saved. */
const newModel = () => {
  const codes = new Map<string, OAuth2Server.AuthorizationCode>();
  const saved: OAuth2Server.Token[] = [];
  const model: OAuth2Server.AuthorizationCodeModel & OAuth2Server.RefreshTokenModel = {
    getClient: async (id) => (id === client.id ? client : undefined),
    saveAuthorizationCode: async (code, forClient, user) => {
      const record = { ...code, client: forClient, user };
      codes.set(code.authorizationCode, record);
      return record;
    },
    getAuthorizationCode: async (code) => codes.get(code),
    revokeAuthorizationCode: async ({ authorizationCode }) => codes.delete(authorizationCode),
    saveToken: async (token, forClient, user) => {
      const record = { ...token, client: forClient, user };
      saved.push(record);
      return record;
    },
    getAccessToken: async (token) => saved.find(({ accessToken }) => accessToken === token),
    getRefreshToken: async () => undefined,
    revokeToken: async () => true,
    verifyScope: async ({ scope = [] }, needed) => needed.every((name) => scope.includes(name)),
  };
  return { model, saved };
};

const start = async (model: OAuth2Server.BaseModel) => {
  const storage = newStorage();
  const clients = clientsOf(model, () => undefined);
  const url = await serve((issuer) => appWith({ issuer, clients, userOf, consentKeys: [newKey()], storage }));
  return { url, storage };
};

const getMail = async (url: string, token: string): Promise<readonly [number, unknown]> => {
  const response = await fetch(`${url}/api/mail`, { headers: { authorization: `Bearer ${token}` } });
  return [response.status, await response.json()];
};

const flowAt = (url: string) => ({
  authorize: `${url}/authorize`,
  token: `${url}/token`,
  clientId: 'app',
  scope: 'read',
});

describe('The app that had @node-oauth/oauth2-server', () => {
  it('issues tokens at the same paths, and its API accepts them.', async () => {
    const { url } = await start(newModel().model);
    const { access_token } = await getTokens({ ...flowAt(url), press: allow });
    expect(await getMail(url, access_token)).toEqual([200, { mailOf: 'ada' }]);
    expect(await getMail(url, 'another-token')).toMatchObject([401, { error: 'invalid_token' }]);
  });

  it('keeps the tokens of the model.', async () => {
    const { model, saved } = newModel();
    const old = await serve(() => oldAppWith(model, userOf));
    const { access_token, refresh_token } = await getTokens({ ...flowAt(old), press: pressButton });
    expect(await getMail(old, access_token)).toEqual([200, { mailOf: 'ada' }]);
    const { url, storage } = await start(model);
    for (const token of saved) await moveGrant(grantOf(token, new Date()), storage.grants, storage.accessTokens);
    expect(await getMail(url, access_token)).toEqual([200, { mailOf: 'ada' }]);
    const refreshed = await send(`${url}/token`, { grant_type: 'refresh_token', refresh_token, client_id: 'app' });
    expect(refreshed.status).toBe(200);
  });

  it('knows no client that the model does not know, and names a registration that it cannot read.', async () => {
    const { model } = newModel();
    const withSecret = clientsOf(model, () => 'a secret of at least thirty-two bytes');
    expect(await withSecret.find('app')).toMatchObject({ require_pkce: false });
    expect(await withSecret.find('nobody')).toBeUndefined();
    const broken = { ...model, getClient: async () => ({ ...client, redirectUris: ['http://app.example/callback'] }) };
    await expect(clientsOf(broken, () => undefined).find('app')).rejects.toThrow('client app');
  });
});
