import {
  type AccessTokens,
  createAuthorizationServer,
  type Grants,
  InvalidSettings,
  memoryAccessTokens,
  memoryGrants,
  opaqueTokens,
  type TokenGrant,
} from '@codegrant/server';
import { describe, expect, it, vi } from 'vitest';
import { grantRecord } from '../refreshing.ts';
import {
  answerAsForm,
  codeIn,
  failuresIn,
  fixedNow,
  redeem,
  requestConsent,
  serverOptions,
  startServer,
} from '../test-server.ts';

const grantOf = (changes: Partial<TokenGrant> = {}): TokenGrant => ({
  grantId: 'a-grant',
  subject: 'alice',
  clientId: 'app',
  scope: ['read', 'write'],
  parameters: { authorization: {}, token: {} },
  resources: [],
  authTime: undefined,
  expiresAt: grantRecord.expiresAt,
  ...changes,
});

const tokensAt = (clock: { now: number }, accessTokens?: AccessTokens, kept?: Grants) => {
  const now = (): number => clock.now;
  const grants = kept ?? memoryGrants(now);
  const tokens = opaqueTokens({
    accessTokens: accessTokens ?? memoryAccessTokens(now),
    grants,
    lifetimeSeconds: 60,
    now,
  });
  return { grants, tokens };
};

describe('An opaque access token', () => {
  it('is found with everything that it was issued for, until it expires.', async () => {
    const clock = { now: fixedNow };
    const { grants, tokens } = tokensAt(clock);
    await grants.saveGrant(grantRecord);
    const resources = ['https://api.example/a', 'https://api.example/b'];
    const { accessToken, expiresIn } = await tokens.issue(grantOf({ resources, authTime: fixedNow - 5 }));
    expect(expiresIn).toBe(60);
    expect(accessToken).toMatch(/^[\w-]{43}$/);
    clock.now += 59;
    expect(await tokens.find(accessToken)).toEqual({
      grantId: 'a-grant',
      subject: 'alice',
      clientId: 'app',
      scope: ['read', 'write'],
      resources,
      authTime: fixedNow - 5,
      issuedAt: fixedNow,
      expiresAt: fixedNow + 60,
    });
    clock.now += 1;
    expect(await tokens.find(accessToken)).toBeUndefined();
  });

  it('is different each time.', async () => {
    const { tokens } = tokensAt({ now: fixedNow });
    const issued = await Promise.all([tokens.issue(grantOf()), tokens.issue(grantOf())]);
    expect(new Set(issued.map(({ accessToken }) => accessToken)).size).toBe(2);
  });

  it('is kept by its hash.', async () => {
    const saved: string[] = [];
    const { tokens } = tokensAt(
      { now: fixedNow },
      { ...memoryAccessTokens(), saveAccessToken: (record) => void saved.push(JSON.stringify(record)) },
    );
    const { accessToken } = await tokens.issue(grantOf());
    expect(saved).toHaveLength(1);
    expect(saved[0]).not.toContain(accessToken);
  });

  it('is not valid longer than its grant.', async () => {
    const clock = { now: fixedNow };
    const { grants, tokens } = tokensAt(clock);
    await grants.saveGrant({ ...grantRecord, expiresAt: fixedNow + 20 });
    const { accessToken, expiresIn } = await tokens.issue(grantOf({ expiresAt: fixedNow + 20 }));
    expect(expiresIn).toBe(20);
    clock.now += 20;
    expect(await tokens.find(accessToken)).toBeUndefined();
    expect((await tokens.issue(grantOf({ expiresAt: fixedNow + 20 }))).expiresIn).toBe(0);
    clock.now += 20;
    expect((await tokens.issue(grantOf({ expiresAt: fixedNow + 20 }))).expiresIn).toBe(0);
  });

  it('is not valid after its grant was revoked, whether it was issued before or after.', async () => {
    const { grants, tokens } = tokensAt({ now: fixedNow });
    await grants.saveGrant(grantRecord);
    const before = await tokens.issue(grantOf());
    await grants.revokeGrant('alice', 'a-grant', fixedNow + 1000);
    await tokens.revoke('a-grant');
    const after = await tokens.issue(grantOf());
    await grants.saveGrant(grantRecord);
    expect([await tokens.find(before.accessToken), await tokens.find(after.accessToken)]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('is not valid after it was revoked, and the others of its grant are.', async () => {
    const { grants, tokens } = tokensAt({ now: fixedNow });
    await grants.saveGrant(grantRecord);
    const [revoked, other] = [await tokens.issue(grantOf()), await tokens.issue(grantOf())];
    await tokens.revokeToken(revoked.accessToken);
    expect(await tokens.find(revoked.accessToken)).toBeUndefined();
    expect(await tokens.find(other.accessToken)).toMatchObject({ subject: 'alice' });
  });

  it('of a client that acts for itself needs no grant.', async () => {
    const { tokens } = tokensAt({ now: fixedNow });
    const { accessToken } = await tokens.issue(grantOf({ subject: undefined, scope: [], expiresAt: undefined }));
    expect(await tokens.find(accessToken)).toMatchObject({ subject: undefined, clientId: 'app', scope: [] });
  });

  it.each(['', ' ', 'no-such-token', '\u0000', '\ud800', 'x'.repeat(100_000)])(
    'that is unknown is not found (%#).',
    async (token) => {
      const { tokens } = tokensAt({ now: fixedNow });
      expect(await tokens.find(token)).toBeUndefined();
      await tokens.revokeToken(token);
    },
  );

  it.each([0, -1, 0.5, 86_401, Number.NaN, Number.POSITIVE_INFINITY])(
    'cannot be valid for %d seconds.',
    (lifetimeSeconds) => {
      expect(() =>
        opaqueTokens({ accessTokens: memoryAccessTokens(), grants: memoryGrants(), lifetimeSeconds }),
      ).toThrow(
        new InvalidSettings('opaqueTokens', ['lifetimeSeconds must be a whole number of seconds from 1 to 86400.']),
      );
    },
  );

  it.each<[settings: object, says: string]>([
    [{ grants: undefined }, 'grants must be the port grants of the server, which has a function findGrant.'],
    [{ grants: [] }, 'grants must be the port grants of the server'],
    [{ accessTokens: undefined }, 'accessTokens.saveAccessToken must be a function.'],
    [{ accessTokens: { saveAccessToken: () => {} } }, 'accessTokens.findAccessToken must be a function.'],
    [{ lifetime: 60 }, 'lifetime is not a setting: correct its spelling.'],
    [{ now: 5 }, 'now must be a function.'],
  ])('throws at startup for the settings %j.', (settings, says) => {
    const given = { accessTokens: memoryAccessTokens(), grants: memoryGrants(), ...settings };
    // The types say so too, but JavaScript has no types.
    expect(() => Reflect.apply(opaqueTokens, undefined, [given])).toThrow(says);
  });

  it.each<[string, object]>([
    ['tokenHash', { tokenHash: 'another' }],
    ['grantId', { grantId: null }],
    ['subject', { subject: '' }],
    ['clientId', { clientId: 5 }],
    ['scope', { scope: 'read  write' }],
    ['resources', { resources: '' }],
    ['authTime', { authTime: 'then' }],
    ['issuedAt', { issuedAt: '5' }],
    ['expiresAt', { expiresAt: undefined }],
  ])('is an error if a store changed its %s.', async (member, change) => {
    const kept = memoryAccessTokens();
    const { tokens } = tokensAt(
      { now: fixedNow },
      { ...kept, findAccessToken: async (hash) => Object.assign({}, await kept.findAccessToken(hash), change) },
    );
    const { accessToken } = await tokens.issue(grantOf());
    await expect(async () => tokens.find(accessToken)).rejects.toThrow(
      `accessTokens.findAccessToken must return ${member}`,
    );
  });
});

const { tokens: _, ...withoutTokens } = serverOptions;

const issuedBy = async (options: object) => {
  const to = startServer({ ...options, tokens: undefined });
  const reply = await redeem(to, codeIn(await answerAsForm(to, await requestConsent(to))));
  expect(reply.status).toBe(200);
  const { access_token: accessToken, expires_in: expiresIn } = JSON.parse(reply.body);
  return { server: to.authorizationServer, accessToken: String(accessToken), expiresIn: Number(expiresIn) };
};

describe('A server without the option tokens', () => {
  it('issues opaque access tokens, and finds them.', async () => {
    const { server, accessToken, expiresIn } = await issuedBy({});
    expect(expiresIn).toBe(600);
    expect(await server.find(accessToken)).toMatchObject({
      subject: 'alice',
      clientId: 'app',
      scope: ['read', 'write'],
    });
    expect(await server.find('no-such-token')).toBeUndefined();
  });

  it('takes their lifetime from the policy.', async () => {
    const { expiresIn } = await issuedBy({ policy: { ...serverOptions.policy, accessTokenLifetimeSeconds: 120 } });
    expect(expiresIn).toBe(120);
  });

  it('saves the grant of a client without refresh tokens.', async () => {
    const grants = memoryGrants(() => fixedNow);
    await issuedBy({ grants });
    expect(await grants.listGrants('alice')).toMatchObject([
      { clientId: 'app', scope: 'read write', expiresAt: fixedNow + 30 * 86_400 },
    ]);
  });

  it('keeps a grant at least as long as its access token.', async () => {
    const grants = memoryGrants(() => fixedNow);
    const policy = { ...serverOptions.policy, refreshTokenIdleSeconds: 1, accessTokenLifetimeSeconds: 120 };
    await issuedBy({ grants, policy });
    expect(await grants.listGrants('alice')).toMatchObject([{ expiresAt: fixedNow + 120 }]);
  });

  it('issues no token to a user whose subject is the client_id of the client (R267).', async () => {
    const to = startServer({ tokens: undefined, owner: { identify: () => ({ subject: 'app' }) } });
    const reply = await redeem(to, codeIn(await answerAsForm(to, await requestConsent(to))));
    expect([reply.status, JSON.parse(reply.body)]).toMatchObject([500, { error: 'server_error' }]);
    expect(failuresIn(to.events)).toEqual([expect.stringContaining('an API would take the user for the client')]);
  });

  it('finds no token of a revoked grant that is saved late, also if access tokens live longer than refresh tokens.', async () => {
    const clock = { now: fixedNow };
    const now = (): number => clock.now;
    const memory = memoryGrants(now);
    const saves: (() => void)[] = [];
    const grants: Grants = {
      ...memory,
      saveGrant: (record) =>
        new Promise((resolve) => {
          saves.push(() => resolve(memory.saveGrant(record)));
        }),
    };
    const policy = {
      ...serverOptions.policy,
      codeReuseSeconds: 0,
      refreshTokenIdleSeconds: 1,
      refreshTokenLifetimeSeconds: 1,
      accessTokenLifetimeSeconds: 600,
    };
    const to = startServer({ tokens: undefined, policy, grants, now });
    const code = codeIn(await answerAsForm(to, await requestConsent(to)));
    const redeeming = redeem(to, code);
    await vi.waitUntil(() => saves.length === 1);
    expect((await redeem(to, code)).status).toBe(400);
    clock.now += 2;
    // What has expired is deleted when something is saved.
    await memory.saveGrant({ ...grantRecord, subject: 'bob' });
    saves.forEach((save) => save());
    const { access_token: accessToken } = JSON.parse((await redeeming).body);
    expect(await to.authorizationServer.find(accessToken)).toBeUndefined();
  });

  it('needs grants and accessTokens where store is set.', () => {
    const { store } = { store: { saveCode: () => {}, takeCode: () => undefined, recordAnswer: () => 'deny' } };
    expect(() => createAuthorizationServer({ ...withoutTokens, store })).toThrow(
      "tokens is not set, so the access tokens are the server's own, so grants must be set where store is",
    );
    expect(() => createAuthorizationServer({ ...withoutTokens, store, grants: memoryGrants() })).toThrow(
      'accessTokens must be set where store is',
    );
    const complete = { ...withoutTokens, store, grants: memoryGrants(), accessTokens: memoryAccessTokens() };
    expect(() => createAuthorizationServer(complete)).not.toThrow();
  });
});

describe('A server with the option tokens', () => {
  const tokens = { issue: () => ({ accessToken: 'opaque', expiresIn: 60 }), revoke: () => {} };

  it('saves no grant for a client without refresh tokens, unless grants is set.', async () => {
    const saved: string[] = [];
    const to = startServer({ tokens });
    await redeem(to, codeIn(await answerAsForm(to, await requestConsent(to))));
    const grants: Grants = { ...memoryGrants(), saveGrant: ({ clientId }) => void saved.push(clientId) };
    const kept = startServer({ tokens, grants });
    await redeem(kept, codeIn(await answerAsForm(kept, await requestConsent(kept))));
    expect(saved).toEqual(['app']);
  });

  it('finds tokens if they have find, and says what to do if they have not.', async () => {
    const found = {
      subject: null,
      clientId: 'app',
      scope: ['read'],
      resources: [],
      grantId: null,
      authTime: null,
      issuedAt: fixedNow,
      expiresAt: fixedNow + 1,
    };
    const findWith = (find: unknown) => startServer({ tokens: { ...tokens, find } }).authorizationServer.find('opaque');
    expect(await findWith(() => found)).toMatchObject({ subject: undefined, clientId: 'app' });
    expect(await findWith(() => ({ ...found, expiresAt: fixedNow }))).toBeUndefined();
    expect(await findWith(() => null)).toBeUndefined();
    await expect(findWith(undefined)).rejects.toThrow('The option tokens has no find.');
  });

  it.each<[string, object]>([
    ['subject', { subject: '' }],
    ['clientId', { clientId: undefined }],
    ['scope', { scope: 'read' }],
    ['scope', { scope: ['read write'] }],
    ['resources', { resources: undefined }],
    ['grantId', { grantId: 5 }],
    ['authTime', { authTime: 'then' }],
    ['issuedAt', { issuedAt: Number.NaN }],
    ['expiresAt', { expiresAt: '5' }],
  ])('refuses a found token with a wrong %s (%#).', async (member, change) => {
    const found = { clientId: 'app', scope: [], resources: [], issuedAt: 1, expiresAt: fixedNow + 1, ...change };
    const { authorizationServer } = startServer({ tokens: { ...tokens, find: () => found } });
    await expect(authorizationServer.find('opaque')).rejects.toThrow(`tokens.find must return ${member}`);
  });

  it('finds the token of a client that acts for itself as one of no user, also if its subject is the client_id (R267).', async () => {
    const found = { subject: 'app', clientId: 'app', scope: [], resources: [], issuedAt: 1, expiresAt: fixedNow + 1 };
    const { authorizationServer } = startServer({ tokens: { ...tokens, find: () => found } });
    expect(await authorizationServer.find('opaque')).toMatchObject({ subject: undefined, clientId: 'app' });
  });

  it('refuses members of tokens that are no functions.', () => {
    expect(() => startServer({ tokens: { ...tokens, find: 5, revokeToken: 'x', jwks: {} } })).toThrow(
      /tokens\.find must be a function\..*tokens\.revokeToken must be a function\..*tokens\.jwks must be a function\./s,
    );
  });
});
