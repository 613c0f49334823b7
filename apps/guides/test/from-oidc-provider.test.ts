import { clientList } from '@codegrant/server';
import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { moveGrant } from '../src/move-tokens.ts';
import { appWith } from '../src/oidc-provider-after.ts';
import { appWith as oldAppWith } from '../src/oidc-provider-before.ts';
import { clientOf } from '../src/oidc-provider-clients.ts';
import { grantOf } from '../src/oidc-provider-tokens.ts';
import { allow } from './browser.ts';
import { getTokens, pressButton, redirectUri, send, serve, type Tokens, userOf } from './flow.ts';
import { newKey, newStorage } from './storage.ts';

const clients: ClientMetadata[] = [
  {
    client_id: 'app',
    client_name: 'An old app',
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
  },
  { client_id: 'api', client_secret: 'a secret of the API, thirty-two bytes', redirect_uris: [redirectUri] },
];

/** An adapter in memory, and its rows. */
const newAdapter = () => {
  const rows = new Map<string, AdapterPayload>();
  const byUid = (uid: string) => [...rows.values()].find((row) => row.uid === uid);
  const adapter = (name: string): Adapter => ({
    upsert: async (id, payload) => void rows.set(`${name}:${id}`, payload),
    find: async (id) => rows.get(`${name}:${id}`),
    findByUid: async (uid) => byUid(uid),
    findByUserCode: async () => undefined,
    consume: async (id) => {
      const row = rows.get(`${name}:${id}`);
      if (row !== undefined) row.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => void rows.delete(`${name}:${id}`),
    revokeByGrantId: async () => undefined,
  });
  return {
    adapter,
    rowsOf: (name: string) => [...rows].filter(([key]) => key.startsWith(`${name}:`)).map(([, row]) => row),
  };
};

const subjectOf = (request: Parameters<typeof userOf>[0]) => userOf(request)?.id;

/** The tokens of the old app, and its adapter. */
const oldTokens = async () => {
  for (const method of ['info', 'warn'] as const) vi.spyOn(console, method).mockReturnValue();
  onTestFinished(() => void vi.restoreAllMocks());
  const { adapter, rowsOf } = newAdapter();
  const url = await serve((issuer) => oldAppWith({ issuer, clients, cookieKeys: ['a'], adapter, userOf: subjectOf }));
  const flow = { authorize: `${url}/auth`, token: `${url}/token`, clientId: 'app', scope: 'offline_access read' };
  const tokens = await getTokens({ ...flow, press: pressButton, more: { prompt: 'consent' } });
  return { tokens, rowsOf };
};

const start = async () => {
  const storage = newStorage();
  const url = await serve((issuer) =>
    appWith({
      issuer,
      clients: clientList(clients.map(clientOf)),
      userOf: subjectOf,
      consentKeys: [newKey()],
      storage,
    }),
  );
  return { url, storage };
};

const refresh = (url: string, refresh_token: string): Promise<Response> =>
  send(`${url}/token`, { grant_type: 'refresh_token', refresh_token, client_id: 'app' });

describe('The app that had oidc-provider', () => {
  it('issues tokens at the same paths, to the same clients.', async () => {
    const { url } = await start();
    const flow = { authorize: `${url}/auth`, token: `${url}/token`, clientId: 'app', scope: 'offline_access read' };
    const tokens = await getTokens({ ...flow, press: allow });
    const headers = { authorization: `Basic ${btoa('api:a+secret+of+the+API%2C+thirty-two+bytes')}` };
    const body = new URLSearchParams({ token: tokens.access_token });
    const asked = await fetch(`${url}/token/introspection`, { method: 'POST', headers, body });
    expect(asked.status).toBe(200);
    expect((await refresh(url, tokens.refresh_token)).status).toBe(200);
  });

  it('keeps the refresh tokens of the adapter.', async () => {
    const { tokens, rowsOf } = await oldTokens();
    const { url, storage } = await start();
    expect((await refresh(url, tokens.refresh_token)).status).toBe(400);
    for (const row of rowsOf('RefreshToken')) {
      const grant = grantOf(row);
      expect(grant).toMatchObject({
        subject: 'ada',
        scope: 'offline_access read',
        resources: 'https://mail.example/api',
      });
      if (grant !== undefined) await moveGrant(grant, storage.grants, storage.accessTokens);
    }
    const refreshed = await refresh(url, tokens.refresh_token);
    expect(refreshed.status).toBe(200);
    expect(await refreshed.json()).toMatchObject<Partial<Tokens>>({
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('does not move a token that is bound to a key, or that was used.', async () => {
    const { rowsOf } = await oldTokens();
    const [row = {}] = rowsOf('RefreshToken');
    expect(grantOf({ ...row, jkt: 'a' })).toBeUndefined();
    expect(grantOf({ ...row, 'x5t#S256': 'a' })).toBeUndefined();
    expect(grantOf({ ...row, consumed: 1 })).toBeUndefined();
  });
});
