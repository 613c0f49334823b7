import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { FetchContext } from '@codegrant/fetch';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import {
  createAuthorizationServer,
  defineClient,
  memoryAccessTokens,
  memoryConsents,
  memoryGrants,
  memoryStore,
  opaqueTokens,
  type Owner,
  type RefreshTokenUse,
  type ServerEvent,
  type ServerOptions,
  TemporarilyUnavailable,
} from '@codegrant/server';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { listen } from './listen.ts';
import { aRecord } from './reference/a-record.ts';
import { aTokenGrant } from './reference/a-token-grant.ts';
import { reportTo } from './reference/examples/report.ts';
import { sessionOwner } from './reference/examples/session-owner.ts';
import { ownLimits } from './reference/examples/own-limits.ts';
import { sessionService } from './reference/examples/session-service.ts';
import { sqliteAccessTokens } from './reference/examples/sqlite-access-tokens.ts';
import { sqliteClients } from './reference/examples/sqlite-clients.ts';
import { sqliteConsents } from './reference/examples/sqlite-consents.ts';
import { sqliteGrants } from './reference/examples/sqlite-grants.ts';
import { sqliteStore } from './reference/examples/sqlite-store.ts';
import { sqliteTokens } from './reference/examples/sqlite-tokens.ts';
import {
  codeFrom,
  codeIn,
  consentTokenIn,
  leastOptions,
  memoryStorage,
  startWalk,
  verifier,
} from './reference/walk.ts';

const memory = (): DatabaseSync => {
  const db = new DatabaseSync(':memory:');
  onTestFinished(() => db.close());
  return db;
};

/** Connections of three processes that share a database. */
const threeConnections = (): readonly DatabaseSync[] => {
  const file = join(temporaryFolder(onTestFinished), 'reference.sqlite');
  const connections = [1, 2, 3].map(() => new DatabaseSync(file));
  onTestFinished(() => connections.forEach((each) => each.close()));
  return connections;
};

const registration = { client_id: 'app', redirect_uris: ['https://app.example/callback'] };

const form = (values: Readonly<Record<string, string>>): RequestInit => ({
  method: 'POST',
  redirect: 'manual',
  body: new URLSearchParams(values),
});

const request = new URLSearchParams({
  response_type: 'code',
  client_id: 'app',
  redirect_uri: 'https://app.example/callback',
  scope: 'read',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
}).toString();

/** A server of the ports that the reference shows, on a port of this machine. */
const startExamples = async () => {
  const db = memory();
  const ports = {
    clients: sqliteClients(db),
    owner: sessionOwner(db),
    tokens: sqliteTokens(db),
    store: sqliteStore(db),
    consents: sqliteConsents(db),
  };
  const lines: string[] = [];
  const alerts: string[] = [];
  const server = createAuthorizationServer<NodeRequest>({
    ...ports,
    policy: { ...leastOptions.policy, codeReuseSeconds: 0 },
    consentKeys: leastOptions.consentKeys,
    report: reportTo(
      (line) => lines.push(line),
      (what) => alerts.push(what),
    ),
  });
  const { origin, close } = await listen(toNodeHandler(server));
  onTestFinished(close);
  return { db, ports, server, lines, alerts, origin };
};

describe('The ports that the reference shows', () => {
  it('serve a whole flow together, and a used code costs its tokens.', async () => {
    const { db, ports, server, lines, alerts, origin } = await startExamples();
    const authorize = (cookie: string): Promise<Response> =>
      fetch(`${origin}/oauth/authorize?${request}`, { redirect: 'manual', headers: { cookie } });
    const cookie = 'theme=dark; session=a-random-one';

    expect((await authorize(cookie)).status).toBe(404);
    db.prepare('INSERT INTO clients VALUES (?, ?)').run('app', JSON.stringify(registration));
    expect((await authorize(cookie)).headers.get('location')).toMatch(/^\/sign-in\?return_to=/);
    db.prepare('INSERT INTO sessions VALUES (?, ?, ?, ?)').run('a-random-one', 17, 'ada@example.org', 1_767_225_600);
    expect((await authorize('')).headers.get('location')).toMatch(/^\/sign-in\?return_to=/);

    const asking = await authorize(cookie);
    expect(await asking.clone().text()).toContain('ada@example.org');
    const consentToken = await consentTokenIn(asking);
    const answer = async (decision: string): Promise<Response> =>
      fetch(`${origin}/oauth/consent`, { ...form({ consent_token: consentToken, decision }), headers: { cookie } });
    const code = codeIn(await answer('allow'));
    expect((await answer('deny')).status).toBe(400);
    expect(codeIn(await authorize(cookie))).toMatch(/^[\w-]{43}$/);

    const redemption = form({
      grant_type: 'authorization_code',
      client_id: 'app',
      redirect_uri: 'https://app.example/callback',
      code_verifier: verifier,
      code,
    });
    const tokens = (await (await fetch(`${origin}/oauth/token`, redemption)).json()) as Record<string, string>;
    const accessToken = tokens['access_token'] ?? '';
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'read' });
    expect(await server.find(accessToken)).toMatchObject({ subject: '17', scope: ['read'] });

    expect((await fetch(`${origin}/oauth/token`, redemption)).status).toBe(400);
    expect(await server.find(accessToken)).toBeUndefined();
    expect(alerts).toEqual(['replayed at token']);
    expect(lines.map((line) => (JSON.parse(line) as ServerEvent).kind)).toContain('redeemed');

    await ports.consents.forget('17', 'app');
    expect((await authorize(cookie)).status).toBe(200);
  });

  it('as clients: an invalid registration throws, with its problems.', () => {
    const db = memory();
    const clients = sqliteClients(db);
    db.prepare('INSERT INTO clients VALUES (?, ?)').run('app', '{"client_id":"app","redirect_uris":[]}');
    expect(() => clients.find('app')).toThrow('redirect_uris');
    expect(clients.find('APP')).toBeUndefined();
  });

  it('as a store: of all processes that share the database, one is the first.', () => {
    const [first, ...others] = threeConnections().map((each) => sqliteStore(each));
    const record = { ...aRecord, resources: 'https://api.example/mcp', authTime: 1_767_225_600.5 };
    first?.saveCode(record);
    const stores = [...others, first].filter((store) => store !== undefined);
    expect(stores.map((store, index) => store.takeCode('a-hash', 1_767_225_601 + index))).toMatchObject([
      { firstUse: true, record: { ...record, codeChallenge: null } },
      { firstUse: false, usedAt: 1_767_225_601 },
      { firstUse: false, usedAt: 1_767_225_601 },
    ]);
    expect(stores.map((store, index) => store.recordAnswer('an-id', `allow ${index}`, 1_767_225_660))).toEqual([
      'allow 0',
      'allow 0',
      'allow 0',
    ]);
    first?.dropExpired(1_767_225_659);
    expect(first?.takeCode('a-hash', 1_767_225_659)).toMatchObject({ firstUse: false });
    first?.dropExpired(1_767_225_660);
    expect([first?.takeCode('a-hash', 1_767_225_659), first?.recordAnswer('an-id', 'deny', 1_767_225_720)]).toEqual([
      undefined,
      'deny',
    ]);
  });

  it('as grants: of all processes that share the database, one records the first use, and a revoked grant stays revoked.', () => {
    const [first, ...others] = threeConnections().map((each) => sqliteGrants(each));
    const grant = {
      grantId: 'grant-1',
      subject: '17',
      clientId: 'app',
      scope: 'read',
      resources: undefined,
      authTime: undefined,
      createdAt: 1_767_225_600,
      lastUsedAt: 1_767_225_600,
      expiresAt: 1_767_225_660,
    };
    const token = { tokenHash: 'a-hash', grantId: 'grant-1', subject: '17', expiresAt: 1_767_225_660 };
    first?.saveGrant(grant);
    first?.saveRefreshToken(token);
    const all = [...others, first].filter((grants) => grants !== undefined);
    const use = (salt: string): RefreshTokenUse => ({ salt, usedAt: 1_767_225_600, successorHash: 'next' });
    expect(all.map((grants, index) => grants.useRefreshToken('a-hash', use(`salt ${index}`)))).toEqual([
      use('salt 0'),
      use('salt 0'),
      use('salt 0'),
    ]);
    first?.saveRefreshToken(token);
    expect(first?.findRefreshToken('a-hash')).toEqual({ record: token, used: true });
    expect(first?.listGrants('17')).toEqual([{ ...grant, authTime: undefined }]);
    first?.revokeGrant('17', 'grant-1', 1_767_225_660);
    first?.saveGrant(grant);
    expect([first?.findGrant('17', 'grant-1'), first?.listGrants('17')]).toEqual([undefined, []]);
    first?.dropExpired(1_767_225_660);
    expect(first?.findRefreshToken('a-hash')).toBeUndefined();
  });

  it('as tokens: what is issued for a grant after it was revoked is revoked.', async () => {
    const tokens = sqliteTokens(memory());
    await tokens.revoke('grant-1');
    await tokens.revoke('grant-1');
    const grant = { ...aTokenGrant, subject: '17' };
    const [revoked, other] = [await tokens.issue(grant), await tokens.issue({ ...grant, grantId: 'grant-2' })];
    expect(await tokens.find(revoked.accessToken)).toBeUndefined();
    expect(await tokens.find(other.accessToken)).toMatchObject({ subject: '17', grantId: 'grant-2' });
  });

  it('as tokens: one is revoked alone, and none is valid for longer than its grant.', async () => {
    const tokens = sqliteTokens(memory());
    const grant = { ...aTokenGrant, expiresAt: Math.floor(Date.now() / 1000) + 1800 };
    const [revoked, other] = [await tokens.issue(grant), await tokens.issue(grant)];
    await tokens.revokeToken?.(revoked.accessToken);
    expect(await tokens.find(revoked.accessToken)).toBeUndefined();
    expect(await tokens.find(other.accessToken)).toMatchObject({ clientId: 'app', expiresAt: grant.expiresAt });
  });

  it('as access tokens: expired ones are deleted, and no others.', async () => {
    const accessTokens = sqliteAccessTokens(memory());
    const record = {
      tokenHash: 'a-hash',
      grantId: 'grant-1',
      subject: '17',
      clientId: 'app',
      scope: 'read',
      resources: undefined,
      authTime: undefined,
      issuedAt: 1_767_225_600,
      expiresAt: 1_767_225_660,
    };
    await accessTokens.saveAccessToken(record);
    accessTokens.dropExpired(1_767_225_659);
    expect(await accessTokens.findAccessToken('a-hash')).toEqual(record);
    accessTokens.dropExpired(1_767_225_660);
    expect(await accessTokens.findAccessToken('a-hash')).toBeUndefined();
  });

  it('as sessions of another service: it answers, nobody is signed in, or there is an outage.', async () => {
    const statuses = [200, 401, 503];
    const service = await listen((_request, response) => {
      response.writeHead(statuses.shift() ?? 500, { 'content-type': 'application/json' }).end('{"subject":"17"}');
    });
    const { identify } = sessionService(service.origin);
    const request = new Request('https://login.example', { headers: { cookie: 'session=x' } });
    expect([await identify(request), await identify(request)]).toEqual([{ subject: '17' }, undefined]);
    await expect(identify(request)).rejects.toMatchObject({ cause: new Error('The session service answered 503.') });
    await service.close();
    await expect(identify(request)).rejects.toThrow(
      new TemporarilyUnavailable('The session service cannot be reached.'),
    );
  });

  it('as a report: a failure is written with its cause.', () => {
    const lines: string[] = [];
    const event = { kind: 'failed', cause: new Error('no database'), endpoint: 'token' } as ServerEvent;
    reportTo(
      (line) => lines.push(line),
      () => {},
    )(event);
    expect(lines).toEqual(['{"kind":"failed","cause":"Error: no database","endpoint":"token"}']);
  });
});

type Options = Partial<ServerOptions<FetchContext>>;

/** Throws the first time, and then does what it should. */
const failingOnce = <Arguments extends readonly unknown[], Result>(
  act: (...args: Arguments) => Result,
): ((...args: Arguments) => Result) => {
  const calls = { left: 1 };
  return (...args) => {
    if (calls.left-- > 0) throw new Error('not this time');
    return act(...args);
  };
};

const errorIn = async (response: Response): Promise<unknown> => ((await response.json()) as { error?: string }).error;

describe('What the reference says is lost where a port throws is lost, and nothing else', () => {
  it('tokens.issue: the code, and revoke is called at a later try.', async () => {
    const revoked: string[] = [];
    const tokens = opaqueTokens({ accessTokens: memoryAccessTokens(), grants: memoryGrants() });
    const clock = { now: Date.now() / 1000 };
    const walk = startWalk({
      now: () => clock.now,
      tokens: { issue: failingOnce(tokens.issue), revoke: (grantId) => void revoked.push(grantId) },
    });
    const code = await codeFrom(walk);
    expect(await errorIn(await walk.redeem(code))).toBe('server_error');
    expect(await errorIn(await walk.redeem(code))).toBe('invalid_grant');
    expect(revoked).toHaveLength(0);
    clock.now += 10;
    expect(await errorIn(await walk.redeem(code))).toBe('invalid_grant');
    expect(revoked).toHaveLength(1);
  });

  it('store.takeCode: nothing, if the store has not marked the code.', async () => {
    const storage = memoryStorage();
    const takeCode = failingOnce(storage.store.takeCode);
    const walk = startWalk({ ...storage, store: { ...storage.store, takeCode } });
    const code = await codeFrom(walk);
    expect([(await walk.redeem(code)).status, (await walk.redeem(code)).status]).toEqual([500, 200]);
  });

  const answeredTwice = async (options: Options): Promise<readonly number[]> => {
    const walk = startWalk(options);
    const consentToken = await consentTokenIn(await walk.authorize());
    const first = await walk.answer(consentToken);
    return [first.status, (await walk.answer(consentToken)).status];
  };

  it('store.recordAnswer and owner.identify: nothing, the user may answer again.', async () => {
    const storage = memoryStorage();
    const recordAnswer = failingOnce(storage.store.recordAnswer);
    expect(await answeredTwice({ ...storage, store: { ...storage.store, recordAnswer } })).toEqual([500, 200]);
    const said: (() => Owner)[] = [
      () => ({ subject: '17' }),
      () => {
        throw new Error('not this time');
      },
    ];
    const identify = (): Owner => (said.shift() ?? (() => ({ subject: '17' })))();
    expect(await answeredTwice({ owner: { identify } })).toEqual([500, 200]);
  });

  it('store.saveCode, consents.granted, consents.remember, clients.find: nothing, the same answer may be sent again.', async () => {
    const [storage, consents] = [memoryStorage(), memoryConsents()];
    const saveCode = failingOnce(storage.store.saveCode);
    expect(await answeredTwice({ ...storage, store: { ...storage.store, saveCode } })).toEqual([200, 200]);
    expect(await answeredTwice({ consents: { ...consents, remember: failingOnce(consents.remember) } })).toEqual([
      200, 200,
    ]);
    const later = (calls: { left: number }) => () => {
      if (calls.left-- === 0) throw new Error('not this time');
    };
    const [beforeGranted, beforeFind] = [later({ left: 1 }), later({ left: 1 })];
    const granted = (): readonly string[] => {
      beforeGranted();
      return [];
    };
    expect(await answeredTwice({ consents: { ...consents, granted } })).toEqual([200, 200]);
    const client = defineClient(registration);
    const find = () => {
      beforeFind();
      return client;
    };
    expect(await answeredTwice({ clients: { find } })).toEqual([500, 200]);
  });

  it('report: nothing.', async () => {
    const report = (): void => {
      throw new Error('not this time');
    };
    expect((await startWalk({ report }).authorize()).status).toBe(200);
  });
});

describe('What the reference says of results is so', () => {
  const locationWith = async (options: object): Promise<string | null> =>
    (await startWalk(options).authorize()).headers.get('location');

  it('a name may be null, and an authTime may not.', async () => {
    expect(await locationWith({ owner: { identify: () => ({ subject: '17', name: null }) } })).toBeNull();
    const authTime = { identify: () => ({ subject: '17', authTime: null }) };
    expect(await locationWith({ owner: authTime })).toContain('error=server_error');
  });

  it.each([null, 'a-refresh-token'])('a refresh token may not be %j.', async (refreshToken) => {
    const issue = (): object => ({ accessToken: 'a-token', expiresIn: 60, refreshToken });
    const options: object = { tokens: { issue, revoke: () => {} } };
    const walk = startWalk(options);
    expect(await errorIn(await walk.redeem(await codeFrom(walk)))).toBe('server_error');
  });

  it('a count of rows is no result of recordAnswer.', async () => {
    const options: object = { ...memoryStorage(), store: { ...memoryStore(), recordAnswer: () => 1 } };
    const walk = startWalk(options);
    expect((await walk.answer(await consentTokenIn(await walk.authorize()))).status).toBe(500);
  });

  it('consents are asked for and remembered where nothing comes of it, too.', async () => {
    const calls: string[] = [];
    const counting = {
      ...memoryConsents(),
      granted: () => {
        calls.push('granted');
        return ['read'];
      },
      remember: () => void calls.push('remember'),
      forget: () => {},
    };
    const policy = { ...leastOptions.policy, rememberConsent: 'never' } as const;
    await codeFrom(startWalk({ policy, consents: counting }));
    expect(calls).toEqual(['granted', 'granted', 'remember']);
    calls.length = 0;
    const clients = { find: () => defineClient({ ...registration, consent: 'skip' }) };
    expect(codeIn(await startWalk({ clients, consents: counting }).authorize())).toMatch(/^[\w-]{43}$/);
    expect(calls).toEqual(['granted']);
  });

  it('random bytes are checked at startup, and each time.', async () => {
    const sixteen = { random: () => new Uint8Array(16) };
    expect(() => createAuthorizationServer({ ...leastOptions, ...sixteen })).toThrow('random');
    const draws = [randomBytes(32)];
    expect(await locationWith({ random: (length: number) => draws.pop() ?? new Uint8Array(length) })).toContain(
      'error=server_error',
    );
  });

  it('each path has the methods that it says.', async () => {
    const { handle, paths } = createAuthorizationServer({ ...leastOptions, consentUrl: '/ask' });
    const allowAt = async (target: string | undefined): Promise<string | undefined> =>
      (
        await handle({
          method: 'PUT',
          target: target ?? '',
          header: () => undefined,
          body: () => ({ parsed: undefined, stream: undefined }),
          context: { request: new Request('https://login.example'), env: undefined, ctx: undefined },
        })
      )?.headers['allow'];
    expect(await allowAt(paths.authorize)).toBe('GET, POST');
    expect([await allowAt(paths.token), await allowAt(paths['grants'])]).toEqual(['POST', 'POST']);
  });

  it('what definePolicy returned is no policy setting.', () => {
    const { policy } = createAuthorizationServer(leastOptions);
    const again: object = { ...leastOptions, policy };
    expect(() => createAuthorizationServer(again as typeof leastOptions)).toThrow('scopes');
  });

  it('a wrong key is a RangeError, and what is wrong besides is told first.', () => {
    const wrong = { ...leastOptions, consentKeys: [] };
    expect(() => createAuthorizationServer(wrong)).toThrow(RangeError);
    expect(() => createAuthorizationServer({ ...wrong, signInUrl: 'x' })).toThrow('signInUrl');
  });
});

describe('The limits of the reference', () => {
  it('allow ten actions for each key, ask with the cost 0, and count again when the time is over.', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const limits = ownLimits(new DatabaseSync(':memory:'));
    const caller = new Request('https://login.example', { headers: { 'x-real-ip': '192.0.2.1' } });
    const key = limits.keyOf('client-secret', caller);
    expect(key).toBe('client-secret:192.0.2.1');
    expect(await limits.take(key, 0)).toEqual({ allowed: true });
    for (let time = 0; time < 10; time += 1) expect(await limits.take(key, 1)).toEqual({ allowed: true });
    vi.setSystemTime(Date.now() + 60_000);
    for (const cost of [0, 1]) expect(await limits.take(key, cost)).toEqual({ allowed: false, retryAfterSeconds: 840 });
    expect(await limits.take('client-secret:192.0.2.2', 1)).toEqual({ allowed: true });
    vi.setSystemTime(Date.now() + 840_000);
    for (const cost of [0, 1]) expect(await limits.take(key, cost)).toEqual({ allowed: true });
  });
});
