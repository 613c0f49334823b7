import {
  clientList,
  defineClient,
  memoryStore,
  type Owner,
  type ServerEvent,
  type TokenGrant,
} from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import {
  answerAsForm,
  answerAsJson,
  authorize,
  codeIn,
  codeRecord,
  failuresIn,
  fixedNow,
  get,
  redeem,
  redirectParams,
  registration,
  requestConsent,
  serverOptions,
  startServer,
  storedCode,
  type TestServer,
} from '../test-server.ts';

/** Sessions that return one owner after another, then always the last; `asked` counts the calls. */
const sessionsOf = (...owners: readonly (Owner | undefined)[]) => {
  const sessions = { asked: 0, identify: () => owners[Math.min(sessions.asked++, owners.length - 1)] };
  return sessions;
};

/** Tokens that record the grants that they were issued for. */
const tokensOf = () => {
  const grants: TokenGrant[] = [];
  const issue = (grant: TokenGrant) => {
    grants.push(grant);
    return { accessToken: 'a-token', expiresIn: 60 };
  };
  return { grants, issue, revoke: () => {} };
};

const [alice, bob] = [{ subject: 'alice' }, { subject: 'bob' }];

const ways: readonly (readonly [where: string, more: object, send: typeof answerAsForm, signedOut: string])[] = [
  ['on the server’s own page', {}, answerAsForm, 'signInRequested'],
  ['on a page hosted by the operator', { consentUrl: '/ask' }, answerAsJson, 'refused'],
];

describe.each(ways)('A user who answers %s', (_where, more, sendAnswer, signedOut) => {
  it('is identified once, and the code is for that user (R9, R96, R108).', async () => {
    const owner = sessionsOf(alice, alice, bob);
    const tokens = tokensOf();
    const server = startServer({ ...more, owner, tokens });
    const token = await requestConsent(server);
    expect(owner.asked).toBe(1);
    const reply = await sendAnswer(server, token);
    expect(owner.asked).toBe(2);
    expect((await redeem(server, codeIn(reply))).status).toBe(200);
    expect(tokens.grants).toMatchObject([{ subject: 'alice' }]);
  });

  it('gets a code even if the session ends in the meantime (R9).', async () => {
    const owner = sessionsOf(alice, alice, undefined);
    const tokens = tokensOf();
    const server = startServer({ ...more, owner, tokens });
    const reply = await sendAnswer(server, await requestConsent(server));
    expect(codeIn(reply)).toMatch(/^[\w-]{43}$/);
    await redeem(server, codeIn(reply));
    expect(tokens.grants).toMatchObject([{ subject: 'alice' }]);
  });

  it('but is signed in as another user by then is refused, though the first user signs in again at once (R96, R108).', async () => {
    const server = startServer({ ...more, owner: sessionsOf(alice, bob, alice) });
    const reply = await sendAnswer(server, await requestConsent(server));
    expect([reply.status, codeIn(reply)]).toEqual([403, null]);
    expect(server.events).toMatchObject([
      { kind: 'consentRequested' },
      { kind: 'refused', rule: 'consent-token-of-owner' },
    ]);
  });

  it('but is signed out by then grants nothing, though the first user signs in again at once (R96, R108).', async () => {
    const server = startServer({ ...more, owner: sessionsOf(alice, undefined, alice) });
    const reply = await sendAnswer(server, await requestConsent(server));
    expect(codeIn(reply)).toBe(null);
    expect(server.events).toMatchObject([{ kind: 'consentRequested' }, { kind: signedOut }]);
  });
});

it('The user is identified once, and not before the redirect URI is matched (R50).', async () => {
  const owner = sessionsOf(alice, bob);
  const server = startServer({ owner });
  await authorize(server, 'client_id=app&redirect_uri=https%3A%2F%2Felsewhere.example');
  expect(owner.asked).toBe(0);
  await authorize(server);
  expect(owner.asked).toBe(1);
});

/** The status, the error that the client gets, and the failures that were reported. */
const outcomeOf = async (to: TestServer): Promise<unknown> => {
  const reply = await authorize(to);
  expect(codeIn(reply)).toBeNull();
  expect(reply.body).not.toContain('consent_token');
  return [reply.status, redirectParams(reply).get('error'), ...failuresIn(to.events)];
};

describe('An invalid result of a port is reported as a failure (R63):', () => {
  const notStrings = 'consents.granted must return an array of strings. Return one string for each scope.';

  it.each<[string, unknown]>([
    ['a string', 'read write'],
    ['a string that contains a scope', 'threads'],
    ['an object', { read: true }],
    ['a number', 7],
    ['true', true],
    ['a set', new Set(['read', 'write'])],
    ['an array of arrays', [['read'], ['write']]],
    ['an array of rows', [{ scope: 'read' }, { scope: 'write' }]],
    ['an array with undefined', ['read', undefined]],
  ])('%s from consents.granted: nothing counts as allowed.', async (_what, granted) => {
    const server = startServer({ consents: { granted: () => granted, remember: () => {}, forget: () => {} } });
    expect(await outcomeOf(server)).toEqual([302, 'server_error', `TypeError: ${notStrings}`]);
  });

  it.each([undefined, null, []])('not %j from consents.granted: nothing was allowed before.', async (granted) => {
    const server = startServer({ consents: { granted: () => granted, remember: () => {}, forget: () => {} } });
    expect(await requestConsent(server)).toMatch(/\./);
    expect(failuresIn(server.events)).toEqual([]);
  });

  const noSubject =
    'owner.identify must return a subject that is a non-empty string, such as String(id). ' +
    'Return undefined if no user is signed in.';
  const noName = 'owner.identify must return a name that is a non-empty string. Leave it out to show the subject.';

  it.each<[string, unknown, string]>([
    ['a number as the subject', { subject: 7 }, noSubject],
    ['zero as the subject', { subject: 0 }, noSubject],
    ['an empty string as the subject', { subject: '' }, noSubject],
    ['no subject', {}, noSubject],
    ['null as the subject', { subject: null }, noSubject],
    ['an object as the subject', { subject: {} }, noSubject],
    ['a string in place of an owner', 'alice', noSubject],
    ['a number in place of an owner', 7, noSubject],
    ['true in place of an owner', true, noSubject],
    ['an empty name', { subject: 'alice', name: '' }, noName],
    ['a number as the name', { subject: 'alice', name: 7 }, noName],
  ])('%s from owner.identify: nothing is granted.', async (_what, owner, says) => {
    const server = startServer({ owner: { identify: () => owner } });
    expect(await outcomeOf(server)).toEqual([302, 'server_error', `TypeError: ${says}`]);
  });

  it.each(ways)(
    'an invalid subject when the user answers %s: the consent token is not spent.',
    async (_w, more, sendAnswer) => {
      const owners: unknown[] = [alice, { subject: 7 }, alice];
      const server = startServer({ ...more, owner: { identify: () => owners.shift() } });
      const token = await requestConsent(server);
      const reply = await sendAnswer(server, token);
      expect([reply.status, codeIn(reply)]).toEqual([500, null]);
      expect(failuresIn(server.events)).toEqual([`TypeError: ${noSubject}`]);
      expect(codeIn(await sendAnswer(server, token))).toMatch(/^[\w-]{43}$/);
    },
  );

  it.each([undefined, null])('not %j from owner.identify: no user is signed in.', async (owner) => {
    const server = startServer({ owner: { identify: () => owner } });
    expect((await authorize(server)).headers['location']).toMatch(/^\/sign-in\?return_to=/);
    expect(failuresIn(server.events)).toEqual([]);
  });

  const unchecked =
    'clients.find returned a client that was not validated, or a copy of one. ' +
    'Keep the registration in your database or cache, and pass it through readClient in every lookup.';

  it.each<[string, unknown]>([
    ['a registration that was not validated', registration],
    ['a registration with a secret', { ...registration, client_secret: 'x' }],
    ['a registration with one of the two added members', { ...registration, client_secret_hashes: [] }],
    [
      'a registration with hashes that are no array',
      { ...registration, client_secret_hashes: 'x', token_endpoint_auth_methods: [] },
    ],
    ['a string', 'app'],
    ['true', true],
    ['the result of readClient', { kind: 'valid', value: registration }],
  ])('%s from clients.find.', async (_what, client) => {
    const server = startServer({ clients: { find: () => client } });
    expect(await outcomeOf(server)).toEqual([500, null, `TypeError: ${unchecked}`]);
    const reply = await redeem(server, 'code');
    expect([reply.status, JSON.parse(reply.body)]).toMatchObject([500, { error: 'server_error' }]);
    expect(failuresIn(server.events)).toEqual([`TypeError: ${unchecked}`, `TypeError: ${unchecked}`]);
  });

  it.each([undefined, null])('not %j from clients.find: no such client is registered.', async (client) => {
    const server = startServer({ clients: { find: () => client } });
    expect((await authorize(server)).status).toBe(404);
    expect(failuresIn(server.events)).toEqual([]);
  });

  const noAccess = 'tokens.issue must return an accessToken that is a non-empty string of visible ASCII characters.';
  const noRefresh =
    'tokens.issue returned a refreshToken, but the server makes refresh tokens itself. Return accessToken and expiresIn only, and set policy.refreshTokens.';
  const noLifetime =
    'tokens.issue must return expiresIn as a whole number of seconds from now, 0 to 315360000 (ten years).';

  it.each<[string, unknown, string]>([
    ['undefined', undefined, noAccess],
    ['null', null, noAccess],
    ['a string', 'a-token', noAccess],
    ['an object without tokens', {}, noAccess],
    ['an empty access token', { accessToken: '', expiresIn: 60 }, noAccess],
    ['an access token that is a number', { accessToken: 7, expiresIn: 60 }, noAccess],
    ['the member names of the token response', { access_token: 'a-token', expires_in: 60 }, noAccess],
    ['no lifetime', { accessToken: 'a-token' }, noLifetime],
    ['NaN as the lifetime', { accessToken: 'a-token', expiresIn: Number.NaN }, noLifetime],
    ['an infinite lifetime', { accessToken: 'a-token', expiresIn: Number.POSITIVE_INFINITY }, noLifetime],
    ['a fractional lifetime', { accessToken: 'a-token', expiresIn: 0.5 }, noLifetime],
    ['a negative lifetime', { accessToken: 'a-token', expiresIn: -1 }, noLifetime],
    ['a string as the lifetime', { accessToken: 'a-token', expiresIn: '60' }, noLifetime],
    ['an empty refresh token', { accessToken: 'a-token', expiresIn: 60, refreshToken: '' }, noRefresh],
    ['a refresh token', { accessToken: 'a-token', expiresIn: 60, refreshToken: 'another' }, noRefresh],
    ['a refresh token that is null', { accessToken: 'a-token', expiresIn: 60, refreshToken: null }, noRefresh],
  ])('%s from tokens.issue: the client gets no token.', async (_what, issued, says) => {
    const server = startServer({ tokens: { issue: () => issued, revoke: () => {} } });
    const code = codeIn(await answerAsForm(server, await requestConsent(server)));
    const reply = await redeem(server, code);
    expect(reply.status).toBe(500);
    expect(JSON.parse(reply.body)).toEqual({ error: 'server_error', error_description: expect.any(String) });
    expect(failuresIn(server.events)).toEqual([`TypeError: ${says}`]);
    expect(server.events.map(({ kind }) => kind)).toEqual(['consentRequested', 'granted', 'failed']);
  });

  it('not an expired token, or a refresh token that is undefined, from tokens.issue.', async () => {
    for (const issued of [
      { accessToken: 'a-token', expiresIn: 0 },
      { accessToken: 'a-token', expiresIn: 60, refreshToken: undefined },
    ]) {
      const server = startServer({ tokens: { issue: () => issued, revoke: () => {} } });
      const reply = await redeem(server, codeIn(await answerAsForm(server, await requestConsent(server))));
      expect([reply.status, JSON.parse(reply.body)]).toMatchObject([200, { access_token: 'a-token' }]);
    }
  });
});

describe('consents.remember', () => {
  /** Consents that return one array after another, then always the last; `remembered` records the calls of `remember`. */
  const consentsOf = (...granted: (readonly string[])[]) => {
    const remembered: unknown[][] = [];
    const remember = (...all: unknown[]): void => void remembered.push(all);
    return {
      remembered,
      remember,
      forget: () => {},
      granted: () => (granted.length > 1 ? granted.shift() : granted[0]),
    };
  };

  it.each<[string, readonly string[], string, readonly string[]]>([
    ['all of it', [], '', ['read', 'write']],
    ['a part', [], '&scope=&scope=write', ['write']],
    ['the scope that was not allowed before', ['read'], '', ['write']],
    ['the part of that which was chosen', ['read'], '&scope=read&scope=write', ['write']],
  ])('gets what was allowed just now: %s, after %j, by %j (R96).', async (_what, before, choice, allowed) => {
    const consents = consentsOf(before);
    const server = startServer({ consents });
    expect(codeIn(await answerAsForm(server, await requestConsent(server), choice))).not.toBeNull();
    expect(consents.remembered).toEqual([['alice', 'app', allowed]]);
  });

  it('is not called if all of it was allowed elsewhere in the meantime.', async () => {
    const consents = consentsOf([], ['read', 'write']);
    const server = startServer({ consents });
    expect(codeIn(await answerAsForm(server, await requestConsent(server)))).toMatch(/^[\w-]{43}$/);
    expect(consents.remembered).toEqual([]);
  });

  it('is not called without a consent request: all was allowed before, or the client skips consent (R98).', async () => {
    const consents = consentsOf(['read', 'write']);
    expect(codeIn(await authorize(startServer({ consents })))).toMatch(/^[\w-]{43}$/);
    const clients = clientList([defineClient({ ...registration, consent: 'skip' })]);
    const server = startServer({ consents: { ...consents, granted: () => [] }, clients });
    expect(codeIn(await authorize(server))).toMatch(/^[\w-]{43}$/);
    expect(consents.remembered).toEqual([]);
  });

  it('is not called if the user denies.', async () => {
    const consents = consentsOf([]);
    const server = startServer({ consents });
    expect(redirectParams(await answerAsForm(server, await requestConsent(server), '&scope=')).get('error')).toBe(
      'access_denied',
    );
    expect(consents.remembered).toEqual([]);
  });

  it('does not get back what the user revoked in the meantime (R96).', async () => {
    // The consent request was for `write` only. `read` needs a new one.
    const consents = consentsOf(['read'], []);
    const server = startServer({ consents });
    await answerAsForm(server, await requestConsent(server));
    expect(consents.remembered).toEqual([['alice', 'app', ['write']]]);
  });
});

describe('A failure is reported', () => {
  /** A clock that throws after this many calls. */
  const clockOf = (times: number): (() => number) => {
    const clock = { left: times };
    return () => {
      if (clock.left === 0) throw new Error('the clock is broken');
      clock.left--;
      return fixedNow;
    };
  };

  it('with the system time if the clock fails (R63).', async () => {
    // One call is made when the server is created.
    const server = startServer({ now: clockOf(1) });
    const reply = await authorize(server);
    expect([reply.status, redirectParams(reply).get('error')]).toEqual([302, 'server_error']);
    expect(server.events).toMatchObject([
      { kind: 'failed', cause: new Error('the clock is broken'), endpoint: 'authorize', clientId: 'app' },
      { kind: 'rejected', error: 'server_error', rule: 'server-works' },
    ]);
    for (const { at } of server.events)
      expect([Number.isInteger(at), at > fixedNow, at < 1e11]).toEqual([true, true, true]);
  });

  it('if the clock fails when the user answers.', async () => {
    const token = await requestConsent(startServer());
    const server = startServer({ now: clockOf(1) });
    expect((await answerAsForm(server, token)).status).toBe(500);
    expect(failuresIn(server.events)).toEqual(['Error: the clock is broken']);
  });

  it('after a replayed code, if its tokens cannot be revoked (R79).', async () => {
    const revoke = (): never => {
      throw new Error('the tokens are down');
    };
    const policy = { ...serverOptions.policy, codeReuseSeconds: 0 };
    const server = startServer({ policy, tokens: { ...tokensOf(), revoke } });
    const code = codeIn(await answerAsForm(server, await requestConsent(server)));
    expect((await redeem(server, code)).status).toBe(200);
    const reply = await redeem(server, code);
    expect([reply.status, JSON.parse(reply.body)]).toMatchObject([500, { error: 'server_error' }]);
    expect(server.events.slice(3)).toMatchObject([
      { kind: 'replayed', error: 'invalid_grant', rule: 'code-first-use', endpoint: 'token', clientId: 'app' },
      { kind: 'failed', cause: new Error('the tokens are down'), endpoint: 'token' },
    ]);
  });
});

describe('A clock with fractions', () => {
  it('is cut to whole seconds wherever the time is written.', async () => {
    const saved: unknown[] = [];
    const store = {
      saveCode: (record: unknown) => void saved.push(record),
      takeCode: () => undefined,
      recordAnswer: (_id: string, answer: string) => answer,
    };
    const server = startServer({ now: () => fixedNow + 0.75, store });
    await answerAsForm(server, await requestConsent(server));
    expect(saved).toMatchObject([{ expiresAt: fixedNow + 60 }]);
    expect(server.events.map(({ at }: ServerEvent) => at)).toEqual([fixedNow, fixedNow]);
  });

  it('detects a session that is not kept (R9).', async () => {
    const server = startServer({ now: () => fixedNow + 0.75, owner: { identify: () => undefined } });
    const returnTo = redirectParams(await authorize(server)).get('return_to') ?? '';
    expect(returnTo).toMatch(new RegExp(`&codegrant_sign_in=${fixedNow}$`));
    const back = await get(server, returnTo);
    expect([back.status, back.headers['location']]).toEqual([400, undefined]);
    expect(server.events).toMatchObject([{ kind: 'signInRequested' }, { kind: 'refused', rule: 'session-kept' }]);
  });
});

it('Servers that share keys, users and clients do not accept each other’s consent tokens (R96, R108).', async () => {
  const policy = { ...serverOptions.policy, issuer: 'https://other.example' };
  const [one, other] = [startServer(), startServer({ policy })];
  const token = await requestConsent(other);
  expect((await answerAsForm(one, token)).status).toBe(400);
  expect(one.events).toMatchObject([{ kind: 'refused', rule: 'consent-token-signed' }]);
  expect(codeIn(await answerAsForm(other, token))).toMatch(/^[\w-]{43}$/);
});

describe('A store', () => {
  // As from a database, which has null for undefined.
  const record = { ...codeRecord, authTime: null };
  const storeOf = (taken: object): object => ({
    store: { saveCode: () => {}, takeCode: () => taken, recordAnswer: (_id: string, answer: string) => answer },
  });

  it.each([undefined, null, 1, true, { rowCount: 0 }])(
    'whose recordAnswer returns %j, which is no string, grants nothing (R96).',
    async (recorded) => {
      const server = startServer({ store: { ...memoryStore(), recordAnswer: () => recorded } });
      const reply = await answerAsForm(server, await requestConsent(server));
      expect([reply.status, codeIn(reply)]).toEqual([500, null]);
      expect(failuresIn(server.events)).toEqual([
        'TypeError: store.recordAnswer must return the recorded answer, a string. The first answer counts.',
      ]);
    },
  );

  it.each([
    ['a firstUse that is no boolean', { firstUse: 1, record }],
    ['an expiresAt that is a Date', { firstUse: true, record: { ...record, expiresAt: new Date() } }],
    ['an expiresAt that is a string', { firstUse: true, record: { ...record, expiresAt: '1700000060' } }],
  ])('that returns %s brings no token (R78, R132).', async (_what, taken) => {
    const server = startServer(storeOf(taken));
    const reply = await redeem(server, storedCode);
    expect(reply.status).toBe(500);
    expect(failuresIn(server.events)).toEqual([expect.stringMatching(/^TypeError: store\.takeCode must return /)]);
  });

  it('may return null for undefined members of a record.', async () => {
    expect((await redeem(startServer(storeOf({ firstUse: true, record })), storedCode)).status).toBe(200);
  });

  it('may return the expiry of another machine, whose clock is some minutes ahead, but not one that is hours away (R77).', async () => {
    const statusAt = async (seconds: number): Promise<number> => {
      const taken = { firstUse: true, record: { ...record, expiresAt: fixedNow + seconds } };
      return (await redeem(startServer(storeOf(taken)), storedCode)).status;
    };
    expect([await statusAt(600), await statusAt(900), await statusAt(901)]).toEqual([200, 200, 500]);
  });

  it('may return more columns, which go nowhere.', async () => {
    const taken = { firstUse: true, record: { ...record, id: 7, subjectHash: 'x' } };
    expect((await redeem(startServer(storeOf(taken)), storedCode)).status).toBe(200);
  });
});

describe('An owner', () => {
  it('with null as the name is shown by the subject.', async () => {
    const server = startServer({ owner: { identify: () => ({ subject: 'alice', name: null }) } });
    expect((await authorize(server)).body).toContain('signed in as <bdi>alice</bdi>');
  });

  it.each([new Date(), Number.NaN, 'now'])(
    'with an authTime of %j, which is no number of seconds, gets no code.',
    async (authTime) => {
      const server = startServer({ owner: { identify: () => ({ subject: 'alice', authTime }) } });
      expect(redirectParams(await authorize(server)).get('error')).toBe('server_error');
    },
  );
});

describe('The context of a request', () => {
  it('is not read if nobody need be identified: an invalid request does not depend on it (R63).', async () => {
    const server = startServer();
    const broken = {
      method: 'GET',
      target: '/oauth/authorize?client_id=none&redirect_uri=https%3A%2F%2Fnone.example',
      header: () => undefined,
      body: () => ({ parsed: undefined, stream: undefined }),
      get context(): never {
        throw new Error('There is no context.');
      },
    };
    expect((await server.authorizationServer.handle(broken))?.status).toBe(404);
    expect(failuresIn(server.events)).toEqual([]);
  });
});
