import { grantIdOf } from '@codegrant/core/internal';
import {
  type ClientMetadata,
  clientList,
  defineClient,
  type Grants,
  InvalidSettings,
  memoryAccessTokens,
  memoryGrants,
  memoryStore,
  type PolicySettings,
  type Reply,
} from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { bodyOf, refresh, refreshingPolicy, refreshingRegistration } from '../refreshing.ts';
import {
  codeRecord,
  failuresIn,
  fixedNow,
  redeem,
  serverOptions,
  startServer,
  storedCode,
  type TestServer,
} from '../test-server.ts';

/** A server with refresh tokens, and what it keeps. */
interface Refreshing extends TestServer {
  readonly grants: Grants;
  readonly at: (time: number) => void;
}

/** Starts a server on which the code of `app` can be redeemed. */
const start = async (
  policy: Partial<PolicySettings> = {},
  change: object = {},
  client: Partial<ClientMetadata> = {},
): Promise<Refreshing> => {
  const clock = { time: fixedNow };
  const now = (): number => clock.time;
  const [store, grants, accessTokens] = [memoryStore(now), memoryGrants(now), memoryAccessTokens(now)];
  await store.saveCode(codeRecord);
  const server = startServer({
    policy: { ...refreshingPolicy, ...policy },
    clients: clientList([defineClient({ ...refreshingRegistration, ...client })]),
    store,
    grants,
    accessTokens,
    tokens: undefined,
    now,
    ...change,
  });
  return {
    ...server,
    grants,
    at: (time) => {
      clock.time = time;
    },
  };
};

const tokenIn = (reply: Reply): string => String(bodyOf(reply)['refresh_token']);

const kinds = ({ events }: TestServer): readonly string[] => events.map(({ kind }) => kind);

describe('Refresh tokens', () => {
  it('come with a code, are replaced by each refresh, and the access tokens have the grant of the code (R209, R214).', async () => {
    const server = await start();
    const first = tokenIn(await redeem(server, storedCode));
    const refreshed = await refresh(server, first);
    expect(refreshed.status).toBe(200);
    expect(refreshed.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
    expect(bodyOf(refreshed)).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'read' });
    const second = tokenIn(refreshed);
    expect(second).not.toBe(first);
    expect((await refresh(server, second)).status).toBe(200);
    expect(await server.authorizationServer.find(String(bodyOf(refreshed)['access_token']))).toMatchObject({
      grantId: grantIdOf(codeRecord.codeHash),
      subject: 'alice',
      clientId: 'app',
      scope: ['read'],
    });
    expect(kinds(server)).toEqual(['redeemed', 'refreshed', 'refreshed']);
  });

  it('are not issued by default, and their grant type is not supported (R210).', async () => {
    const server = await start({ refreshTokens: 'never' });
    expect(bodyOf(await redeem(server, storedCode))).not.toHaveProperty('refresh_token');
    expect(bodyOf(await refresh(server, 'x'))).toMatchObject({ error: 'unsupported_grant_type' });
  });

  it('of a replaced token revoke the grant when it is used too late (R215).', async () => {
    const server = await start();
    const issued = await redeem(server, storedCode);
    const newest = await refresh(server, tokenIn(issued));
    server.at(fixedNow + 30);
    expect(bodyOf(await refresh(server, tokenIn(issued)))).toMatchObject({ error: 'invalid_grant' });
    expect((await refresh(server, tokenIn(newest))).status).toBe(400);
    expect(await server.authorizationServer.find(String(bodyOf(newest)['access_token']))).toBeUndefined();
    expect(await server.grants.listGrants('alice')).toEqual([]);
    expect(kinds(server)).toEqual(['redeemed', 'refreshed', 'replayed', 'rejected']);
  });

  it('of a code that is used a second time are revoked (R79).', async () => {
    const server = await start();
    const token = tokenIn(await redeem(server, storedCode));
    server.at(fixedNow + 10);
    expect((await redeem(server, storedCode)).status).toBe(400);
    expect(bodyOf(await refresh(server, token))).toMatchObject({ error: 'invalid_grant' });
  });

  it('of a code that is sent twice stay valid, and so does the access token (R224).', async () => {
    const server = await start();
    const issued = await redeem(server, storedCode);
    server.at(fixedNow + 9);
    expect(bodyOf(await redeem(server, storedCode))).toMatchObject({ error: 'invalid_grant' });
    expect(await server.authorizationServer.find(String(bodyOf(issued)['access_token']))).toMatchObject({
      subject: 'alice',
    });
    expect((await refresh(server, tokenIn(issued))).status).toBe(200);
  });

  it('of a code that is used a second time before its grant is saved are revoked too (R79).', async () => {
    const grants = memoryGrants(() => fixedNow);
    const saved: (() => void)[] = [];
    const slow: Grants = {
      ...grants,
      saveGrant: async (record) => {
        await new Promise<void>((resolve) => saved.push(resolve));
        await grants.saveGrant(record);
      },
    };
    const server = await start({ codeReuseSeconds: 0 }, { grants: slow });
    const first = redeem(server, storedCode);
    await expect.poll(() => saved.length).toBe(1);
    expect((await redeem(server, storedCode)).status).toBe(400);
    saved[0]?.();
    expect((await refresh(server, tokenIn(await first))).status).toBe(400);
  });

  it('have one successor, however many refreshes run in parallel (R223).', async () => {
    const grants = memoryGrants(() => fixedNow);
    const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
    const slow: Grants = {
      ...grants,
      findRefreshToken: async (hash) => {
        await wait();
        return grants.findRefreshToken(hash);
      },
      useRefreshToken: async (...use) => {
        await wait();
        return grants.useRefreshToken(...use);
      },
    };
    const server = await start({}, { grants: slow });
    const token = tokenIn(await redeem(server, storedCode));
    const replies = await Promise.all(Array.from({ length: 40 }, () => refresh(server, token)));
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    expect(new Set(replies.map(tokenIn)).size).toBe(1);
    const [reply] = replies;
    expect(reply && (await refresh(server, tokenIn(reply))).status).toBe(200);
  });

  it('are made again if an access token could not be issued (R216).', async () => {
    const accessTokens = memoryAccessTokens(() => fixedNow);
    const state = { fails: false };
    const saveAccessToken: typeof accessTokens.saveAccessToken = (record) => {
      if (state.fails) throw new Error('no tokens today');
      return accessTokens.saveAccessToken(record);
    };
    const server = await start({}, { accessTokens: { ...accessTokens, saveAccessToken } });
    const token = tokenIn(await redeem(server, storedCode));
    state.fails = true;
    expect((await refresh(server, token)).status).toBe(500);
    expect(failuresIn(server.events)).toEqual(['Error: no tokens today']);
    state.fails = false;
    expect((await refresh(server, token)).status).toBe(200);
  });

  it('revoke both, the grant and the tokens, even if one of the ports fails (R215).', async () => {
    const grants = memoryGrants(() => fixedNow);
    const revoked: string[] = [];
    const failing: Grants = {
      ...grants,
      revokeGrant: () => {
        throw new Error('no grants today');
      },
    };
    const tokens = {
      issue: () => ({ accessToken: 'a-token', expiresIn: 600 }),
      revoke: (grantId: string) => void revoked.push(grantId),
    };
    const server = await start({ refreshTokenReuseSeconds: 0 }, { grants: failing, tokens });
    const token = tokenIn(await redeem(server, storedCode));
    await refresh(server, token);
    expect((await refresh(server, token)).status).toBe(500);
    expect(revoked).toEqual([grantIdOf(codeRecord.codeHash)]);
    expect(failuresIn(server.events)).toEqual(['Error: no grants today']);
  });

  it('need the option grants if there is the option store.', async () => {
    await expect(start({}, { grants: undefined })).rejects.toThrow(InvalidSettings);
    await expect(start({}, { grants: undefined })).rejects.toThrow(
      'policy.refreshTokens is always, so grants must be set where store is: to a port over the same database, or to memoryGrants()',
    );
    await start({ refreshTokens: 'never' }, { grants: undefined, tokens: serverOptions.tokens });
    expect(startServer({ policy: refreshingPolicy }).events).toEqual([]);
  });
});

describe('A list of grants', () => {
  it('has each grant of the subject that was not revoked, with its last use.', async () => {
    const server = await start();
    const token = tokenIn(await redeem(server, storedCode));
    server.at(fixedNow + 7);
    await refresh(server, token);
    const grant = {
      grantId: grantIdOf(codeRecord.codeHash),
      subject: 'alice',
      clientId: 'app',
      scope: 'read',
      authTime: undefined,
      createdAt: fixedNow,
      lastUsedAt: fixedNow + 7,
      expiresAt: fixedNow + 31_536_000,
    };
    expect(await server.grants.listGrants('alice')).toEqual([grant]);
    expect(await server.grants.listGrants('bob')).toEqual([]);
  });
});
