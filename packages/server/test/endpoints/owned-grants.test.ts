import { hashCode } from '@codegrant/core';
import {
  type AccessTokens,
  type Awaitable,
  type ClientMetadata,
  clientList,
  type CodeRecord,
  type Consents,
  defineClient,
  grantList,
  grantsOf,
  type GrantRecord,
  type Grants,
  memoryAccessTokens,
  memoryConsents,
  memoryGrants,
  memoryStore,
  type Reply,
  type Store,
} from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { bodyOf, grantRecord, refresh, refreshingPolicy, refreshingRegistration } from '../refreshing.ts';
import {
  answerAsForm,
  authorize,
  codeIn,
  codeRecord,
  fixedNow,
  redeem,
  requestConsent,
  startServer,
  storedCode,
  type TestServer,
} from '../test-server.ts';

const ids = {
  first: '11111111-1111-8111-8111-111111111111',
  second: '22222222-2222-8222-8222-222222222222',
  third: '33333333-3333-8333-8333-333333333333',
};

const record: GrantRecord = {
  ...grantRecord,
  grantId: ids.first,
  createdAt: fixedNow - 100,
  lastUsedAt: fixedNow - 50,
  expiresAt: fixedNow + 1000,
};

/** What a server keeps. */
interface Kept {
  readonly store: Store;
  readonly grants: Grants;
  readonly consents: Consents;
  readonly accessTokens: AccessTokens;
}

const inMemory = (): Kept => {
  const now = (): number => fixedNow;
  return {
    store: memoryStore(now),
    grants: memoryGrants(now),
    consents: memoryConsents(),
    accessTokens: memoryAccessTokens(now),
  };
};

const other: ClientMetadata = {
  ...refreshingRegistration,
  client_id: 'other',
  redirect_uris: ['https://other.example/cb'],
};

/** Starts a server with refresh tokens, whose access tokens are its own. */
const start = (kept: Kept, change: object = {}): TestServer =>
  startServer({
    policy: refreshingPolicy,
    clients: clientList([defineClient(refreshingRegistration), defineClient(other)]),
    tokens: undefined,
    ...kept,
    ...change,
  });

/** The tokens of a client. */
interface Issued {
  readonly access: string;
  readonly refresh: string;
}

const issuedIn = (reply: Reply): Issued => ({
  access: String(bodyOf(reply)['access_token']),
  refresh: String(bodyOf(reply)['refresh_token']),
});

/** Saves a code of `app`, and redeems it. */
const redeemNew = async (server: TestServer, { store }: Kept, code = storedCode): Promise<Issued> => {
  const saved: CodeRecord = { ...codeRecord, codeHash: hashCode(code) };
  await store.saveCode(saved);
  return issuedIn(await redeem(server, code));
};

/** Which of the tokens are valid. */
const validity = async (server: TestServer, issued: Issued): Promise<{ access: boolean; refresh: boolean }> => ({
  access: (await server.authorizationServer.find(issued.access)) !== undefined,
  refresh: (await refresh(server, issued.refresh)).status === 200,
});

/** Whether `app` gets a code without a question. */
const isRemembered = async (server: TestServer): Promise<boolean> => (await authorize(server)).status === 302;

describe('The grants of a user', () => {
  it('are listed with their client, scope and times, the newest first, without those that have expired.', async () => {
    const kept = inMemory();
    const { authorizationServer } = start(kept);
    await kept.grants.saveGrant(record);
    await kept.grants.saveGrant({ ...record, grantId: ids.second, clientId: 'other', createdAt: fixedNow - 10 });
    await kept.grants.saveGrant({ ...record, grantId: ids.third, expiresAt: fixedNow });
    await kept.grants.saveGrant({ ...record, subject: 'bob' });
    const listed = await grantsOf(authorizationServer).list('alice');
    expect(listed.map(({ grantId }) => grantId)).toEqual([ids.second, ids.first]);
    expect(listed.at(1)).toEqual({
      grantId: ids.first,
      clientId: 'app',
      scope: ['read', 'write'],
      resources: [],
      createdAt: fixedNow - 100,
      lastUsedAt: fixedNow - 50,
      expiresAt: fixedNow + 1000,
    });
    expect(await grantsOf(authorizationServer).find('alice', ids.first)).toEqual(listed.at(1));
  });

  it('are unknown to another user, and so are those that have expired or were revoked (R287).', async () => {
    const kept = inMemory();
    const { authorizationServer } = start(kept);
    const { list, find, revokeGrant } = grantsOf(authorizationServer);
    await kept.grants.saveGrant(record);
    expect(await find('bob', ids.first)).toBeUndefined();
    expect(await revokeGrant('bob', ids.first)).toBeUndefined();
    expect(await find('alice', ids.first)).toBeDefined();
    expect(await revokeGrant('alice', ids.first)).toMatchObject({ grantId: ids.first });
    expect(await revokeGrant('alice', ids.first)).toBeUndefined();
    expect(await list('alice')).toEqual([]);
    await kept.grants.saveGrant({ ...record, grantId: ids.second, expiresAt: fixedNow });
    expect(await find('alice', ids.second)).toBeUndefined();
    expect(await revokeGrant('alice', ids.second)).toBeUndefined();
  });

  it('are kept for a client without refresh tokens too, if the server has a list of grants.', async () => {
    const tokens = { issue: () => ({ accessToken: 'x', expiresIn: 60 }), revoke: () => undefined };
    const grantsAfterCode = async (change: object): Promise<number> => {
      const server = startServer({ tokens, ...change });
      await redeem(server, codeIn(await answerAsForm(server, await requestConsent(server))));
      return (await grantsOf(server.authorizationServer).list('alice')).length;
    };
    expect(await grantsAfterCode({})).toBe(0);
    expect(await grantsAfterCode({ endpoints: [grantList] })).toBe(1);
  });

  it('must be asked for with strings that are not empty.', async () => {
    const { list, find, revokeGrant, revokeClient } = grantsOf(start(inMemory()).authorizationServer);
    for (const call of [
      () => list(''),
      () => find('', ids.first),
      () => find('alice', ''),
      () => revokeGrant('', ids.first),
      () => revokeClient('alice', ''),
      () => revokeClient('', 'app'),
    ])
      await expect(call()).rejects.toThrow('must be non-empty strings');
  });

  it.each([
    ['undefined', undefined],
    ['an object', { 0: record }],
    ['the grant of another user', [{ ...record, subject: 'bob' }]],
    ['null in the list', [null]],
    ['a grant without an identifier', [{ ...record, grantId: null }]],
    ['a time in milliseconds', [{ ...record, expiresAt: Date.now() }]],
  ])('are refused if the port returns %s.', async (_what, returned: unknown) => {
    const kept = inMemory();
    const server = start(kept, { grants: { ...kept.grants, listGrants: () => returned } });
    await expect(grantsOf(server.authorizationServer).list('alice')).rejects.toThrow(/^grants\.listGrants must return/);
  });
});

describe('The revocation of a grant', () => {
  it('revokes its tokens and forgets the consent at once, and leaves those of other clients (R290).', async () => {
    const kept = inMemory();
    const server = start(kept);
    const issued = await redeemNew(server, kept);
    await kept.consents.remember('alice', 'app', ['read', 'write']);
    await kept.consents.remember('alice', 'other', ['read']);
    await kept.grants.saveGrant({ ...record, grantId: ids.second, clientId: 'other' });
    expect(await isRemembered(server)).toBe(true);
    const [grant] = await grantsOf(server.authorizationServer).list('alice');
    await grantsOf(server.authorizationServer).revokeGrant('alice', grant?.grantId ?? '');
    expect(await validity(server, issued)).toEqual({ access: false, refresh: false });
    expect(await isRemembered(server)).toBe(false);
    expect(await kept.consents.granted('alice', 'other')).toEqual(['read']);
    const left = await grantsOf(server.authorizationServer).list('alice');
    expect(left.map(({ clientId }) => clientId)).toEqual(['other']);
  });

  it('leaves another grant of the same client, but the client must ask again.', async () => {
    const kept = inMemory();
    const server = start(kept);
    const one = await redeemNew(server, kept);
    const another = await redeemNew(server, kept, 'another-code');
    await kept.consents.remember('alice', 'app', ['read', 'write']);
    const token = await server.authorizationServer.find(one.access);
    await grantsOf(server.authorizationServer).revokeGrant('alice', token?.grantId ?? '');
    expect(await validity(server, one)).toEqual({ access: false, refresh: false });
    expect(await validity(server, another)).toEqual({ access: true, refresh: true });
    expect(await isRemembered(server)).toBe(false);
  });

  it('is reported with the client, the scope, the user and who revoked it.', async () => {
    const kept = inMemory();
    const { authorizationServer, events } = start(kept);
    await kept.grants.saveGrant(record);
    await kept.grants.saveGrant({ ...record, grantId: ids.second });
    await grantsOf(authorizationServer).revokeGrant('alice', ids.third);
    expect(events).toEqual([]);
    await grantsOf(authorizationServer).revokeGrant('alice', ids.first);
    await grantsOf(authorizationServer).revokeClient('alice', 'app');
    const event = {
      kind: 'grantRevoked',
      endpoint: 'grantList',
      by: 'operator',
      scope: ['read', 'write'],
      clientId: 'app',
      at: fixedNow,
      subjectHash: expect.stringMatching(/^[\w-]+$/),
    };
    expect(events).toMatchObject([event, event]);
    expect(JSON.stringify(events)).not.toContain('alice');
  });

  it.each(['forget', 'revokeGrant', 'revoke'])(
    'does everything else if %s fails, and rejects with what it threw (R290).',
    async (failing) => {
      const kept = inMemory();
      const done: string[] = [];
      const cause = new Error('no database');
      const step = (name: string): void => {
        if (name === failing) throw cause;
        done.push(name);
      };
      const server = start(kept, {
        consents: { ...kept.consents, forget: () => step('forget') },
        grants: { ...kept.grants, revokeGrant: async () => step('revokeGrant') },
        tokens: { issue: () => ({ accessToken: 'x', expiresIn: 60 }), revoke: async () => step('revoke') },
      });
      await kept.grants.saveGrant(record);
      const { revokeGrant, revokeClient } = grantsOf(server.authorizationServer);
      const others = ['forget', 'revoke', 'revokeGrant'].filter((name) => name !== failing);
      await expect(revokeGrant('alice', ids.first)).rejects.toBe(cause);
      expect(done.splice(0).toSorted()).toEqual(others);
      await expect(revokeClient('alice', 'app')).rejects.toBe(cause);
      expect(done.splice(0).toSorted()).toEqual(others);
      expect(server.events).toEqual(failing === 'forget' ? [expect.objectContaining({ kind: 'grantRevoked' })] : []);
    },
  );
});

describe('The revocation of a client', () => {
  it('revokes each grant of the client, forgets the consent, and changes nothing for other clients (R290).', async () => {
    const kept = inMemory();
    const server = start(kept);
    const one = await redeemNew(server, kept);
    const another = await redeemNew(server, kept, 'another-code');
    await kept.consents.remember('alice', 'app', ['read', 'write']);
    await kept.grants.saveGrant({ ...record, grantId: ids.second, clientId: 'other' });
    const revoked = await grantsOf(server.authorizationServer).revokeClient('alice', 'app');
    expect(revoked.map(({ clientId }) => clientId)).toEqual(['app', 'app']);
    for (const issued of [one, another])
      expect(await validity(server, issued)).toEqual({ access: false, refresh: false });
    expect(await isRemembered(server)).toBe(false);
    expect(await grantsOf(server.authorizationServer).list('alice')).toHaveLength(1);
  });

  it('forgets the consent of a client that has no grant.', async () => {
    const kept = inMemory();
    const server = start(kept);
    await kept.consents.remember('alice', 'app', ['read', 'write']);
    expect(await grantsOf(server.authorizationServer).revokeClient('alice', 'app')).toEqual([]);
    expect(await isRemembered(server)).toBe(false);
  });

  it('changes nothing for another user.', async () => {
    const kept = inMemory();
    const server = start(kept);
    const issued = await redeemNew(server, kept);
    await kept.consents.remember('alice', 'app', ['read', 'write']);
    expect(await grantsOf(server.authorizationServer).revokeClient('bob', 'app')).toEqual([]);
    expect(await validity(server, issued)).toEqual({ access: true, refresh: true });
    expect(await isRemembered(server)).toBe(true);
  });
});

/** Calls `then` after a call of a function of a port, and before its caller goes on. */
const afterCall = <Port extends object>(port: Port, name: string, then: () => Promise<unknown>): Port =>
  new Proxy(port, {
    get: (target, member): unknown => {
      const call: unknown = Reflect.get(target, member);
      if (member !== name || typeof call !== 'function') return call;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        const answer: Awaitable<unknown> = await call(...args);
        await then();
        return answer;
      };
    },
  });

describe('A revocation that runs at the same time as a refresh', () => {
  it.each([
    ['grants', 'findRefreshToken'],
    ['grants', 'findGrant'],
    ['grants', 'useRefreshToken'],
    ['grants', 'saveRefreshToken'],
    ['grants', 'saveGrant'],
    ['accessTokens', 'saveAccessToken'],
  ])('leaves no valid token, if it runs after %s.%s (R291).', async (port, name) => {
    const kept = inMemory();
    const plain = start(kept);
    const before = await redeemNew(plain, kept);
    let revoked = 0;
    const revoke = async (): Promise<void> => {
      // Only once: the checks of this test call the port too.
      if (revoked === 0) revoked = (await grantsOf(plain.authorizationServer).revokeClient('alice', 'app')).length;
    };
    const server = start({
      ...kept,
      grants: port === 'grants' ? afterCall(kept.grants, name, revoke) : kept.grants,
      accessTokens: port === 'accessTokens' ? afterCall(kept.accessTokens, name, revoke) : kept.accessTokens,
    });
    const reply = await refresh(server, before.refresh);
    expect(revoked).toBe(1);
    expect(await validity(plain, before)).toEqual({ access: false, refresh: false });
    if (reply.status === 200) expect(await validity(plain, issuedIn(reply))).toEqual({ access: false, refresh: false });
    expect(await grantsOf(plain.authorizationServer).list('alice')).toEqual([]);
  });
});
