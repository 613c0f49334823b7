import { hashCode } from '@codegrant/core';
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
  answer,
  answerInJson,
  askedBy,
  authorize,
  causesIn,
  codeIn,
  get,
  plainChallenge,
  plainMetadata,
  plainNow,
  plainOptions,
  type PlainServer,
  redeem,
  startPlain,
  toldBy,
} from '../plain-server.ts';

/** Sessions that say one thing after another, and the last of it for good; and how often they were asked. */
const sessionsOf = (...said: readonly (Owner | undefined)[]) => {
  const sessions = { asked: 0, identify: () => said[Math.min(sessions.asked++, said.length - 1)] };
  return sessions;
};

/** Tokens that remember what they were issued for. */
const tokensOf = () => {
  const grants: TokenGrant[] = [];
  const issue = (grant: TokenGrant) => {
    grants.push(grant);
    return { accessToken: 'a-token', expiresIn: 60 };
  };
  return { grants, issue, revoke: () => {} };
};

const [alice, bob] = [{ subject: 'alice' }, { subject: 'bob' }];

const ways: readonly (readonly [where: string, more: object, send: typeof answer])[] = [
  ['on the server’s own page', {}, answer],
  ['on a page of the operator’s own', { consentUrl: '/ask' }, answerInJson],
];

describe.each(ways)('Who answers %s', (_where, more, sendAnswer) => {
  it('is identified once: nobody else gets a code by the answer (R9, R96, R108).', async () => {
    const owner = sessionsOf(alice, alice, bob);
    const tokens = tokensOf();
    const asking = startPlain({ ...more, owner, tokens });
    const token = await askedBy(asking);
    expect(owner.asked).toBe(1);
    const reply = await sendAnswer(asking, token);
    expect(owner.asked).toBe(2);
    expect((await redeem(asking, codeIn(reply))).status).toBe(200);
    expect(tokens.grants).toMatchObject([{ subject: 'alice' }]);
  });

  it('whose session ends meanwhile has answered, and is not sent to sign-in (R9).', async () => {
    const owner = sessionsOf(alice, alice, undefined);
    const tokens = tokensOf();
    const asking = startPlain({ ...more, owner, tokens });
    const reply = await sendAnswer(asking, await askedBy(asking));
    expect(codeIn(reply)).toMatch(/^[\w-]{43}$/);
    await redeem(asking, codeIn(reply));
    expect(tokens.grants).toMatchObject([{ subject: 'alice' }]);
  });

  it.each([
    ['somebody else', bob],
    ['nobody', undefined],
  ])(
    'and is %s by then is told so, though the one who was asked comes back at once (R96, R108).',
    async (_who, other) => {
      const asking = startPlain({ ...more, owner: sessionsOf(alice, other, alice) });
      const reply = await sendAnswer(asking, await askedBy(asking));
      expect([reply.status, codeIn(reply)]).toEqual([403, null]);
      expect(asking.events).toMatchObject([
        { kind: 'consentRequested' },
        { kind: 'refused', rule: 'consent-token-of-owner' },
      ]);
    },
  );
});

it('Who asks for a code is identified once, and not before the redirect URI is matched (R50).', async () => {
  const owner = sessionsOf(alice, bob);
  const asking = startPlain({ owner });
  await authorize(asking, 'client_id=app&redirect_uri=https%3A%2F%2Felsewhere.example');
  expect(owner.asked).toBe(0);
  await authorize(asking);
  expect(owner.asked).toBe(1);
});

/** What is told to the client, and what was reported of the ports. */
const outcomeOf = async (to: PlainServer): Promise<unknown> => {
  const reply = await authorize(to);
  expect(codeIn(reply)).toBeNull();
  expect(reply.body).not.toContain('consent_token');
  return [reply.status, toldBy(reply).get('error'), ...causesIn(to.events)];
};

describe('A port that gives what it may not fails aloud (R63)', () => {
  const notTexts = 'consents.granted gave no list of scopes. Give one text for each scope, in a list.';

  it.each<[string, unknown]>([
    ['a text', 'read write'],
    ['a text with a scope within it', 'threads'],
    ['an object', { read: true }],
    ['a number', 7],
    ['true', true],
    ['a set', new Set(['read', 'write'])],
    ['a list of others than texts', [['read'], ['write']]],
    ['a list of rows', [{ scope: 'read' }, { scope: 'write' }]],
    ['a list with nothing in it', ['read', undefined]],
  ])('as consents.granted does with %s: nothing counts as allowed.', async (_what, granted) => {
    const asking = startPlain({ consents: { granted: () => granted, remember: () => {} } });
    expect(await outcomeOf(asking)).toEqual([302, 'server_error', `TypeError: ${notTexts}`]);
  });

  it.each([undefined, null, []])(
    'which consents.granted does not do with %j: nothing was allowed.',
    async (granted) => {
      const asking = startPlain({ consents: { granted: () => granted, remember: () => {} } });
      expect(await askedBy(asking)).toMatch(/\./);
      expect(causesIn(asking.events)).toEqual([]);
    },
  );

  const noSubject =
    'owner.identify gave a subject that is no text, or an empty one. Give String(id), or undefined for nobody.';
  const noName = 'owner.identify gave a name that is no text, or an empty one. Leave it out to show the subject.';

  it.each<[string, unknown, string]>([
    ['a number as the subject', { subject: 7 }, noSubject],
    ['zero as the subject', { subject: 0 }, noSubject],
    ['an empty text as the subject', { subject: '' }, noSubject],
    ['nothing as the subject', {}, noSubject],
    ['null as the subject', { subject: null }, noSubject],
    ['an object as the subject', { subject: {} }, noSubject],
    ['a text in place of an owner', 'alice', noSubject],
    ['a number in place of an owner', 7, noSubject],
    ['true in place of an owner', true, noSubject],
    ['an empty name', { subject: 'alice', name: '' }, noName],
    ['a name that is none', { subject: 'alice', name: 7 }, noName],
  ])('as owner.identify does with %s: nobody is granted anything.', async (_what, owner, says) => {
    const asking = startPlain({ owner: { identify: () => owner } });
    expect(await outcomeOf(asking)).toEqual([302, 'server_error', `TypeError: ${says}`]);
  });

  it.each(ways)(
    'as owner.identify does when the answer comes %s: the question is not spent.',
    async (_w, more, sendAnswer) => {
      const said: unknown[] = [alice, { subject: 7 }, alice];
      const asking = startPlain({ ...more, owner: { identify: () => said.shift() } });
      const token = await askedBy(asking);
      const reply = await sendAnswer(asking, token);
      expect([reply.status, codeIn(reply)]).toEqual([500, null]);
      expect(causesIn(asking.events)).toEqual([`TypeError: ${noSubject}`]);
      expect(codeIn(await sendAnswer(asking, token))).toMatch(/^[\w-]{43}$/);
    },
  );

  it.each([undefined, null])('which owner.identify does not do with %j: that is nobody.', async (owner) => {
    const asking = startPlain({ owner: { identify: () => owner } });
    expect((await authorize(asking)).headers['location']).toMatch(/^\/sign-in\?return_to=/);
    expect(causesIn(asking.events)).toEqual([]);
  });

  const unchecked = 'clients.find gave a registration that was not checked. Pass it through readClient.';

  it.each<[string, unknown]>([
    ['a registration as it was sent', plainMetadata],
    ['one with a secret in it', { ...plainMetadata, client_secret: 'x' }],
    ['one with a half of what the check fills in', { ...plainMetadata, client_secret_hashes: [] }],
    [
      'one with hashes that are no list',
      { ...plainMetadata, client_secret_hashes: 'x', token_endpoint_auth_methods: [] },
    ],
    ['a text', 'app'],
    ['true', true],
    ['a result that was not looked into', { kind: 'valid', value: plainMetadata }],
  ])('as clients.find does with %s.', async (_what, client) => {
    const asking = startPlain({ clients: { find: () => client } });
    expect(await outcomeOf(asking)).toEqual([500, null, `TypeError: ${unchecked}`]);
    const reply = await redeem(asking, 'code');
    expect([reply.status, JSON.parse(reply.body)]).toMatchObject([500, { error: 'server_error' }]);
    expect(causesIn(asking.events)).toEqual([`TypeError: ${unchecked}`, `TypeError: ${unchecked}`]);
  });

  it.each([undefined, null])('which clients.find does not do with %j: nobody is registered.', async (client) => {
    const asking = startPlain({ clients: { find: () => client } });
    expect((await authorize(asking)).status).toBe(404);
    expect(causesIn(asking.events)).toEqual([]);
  });

  const noAccess = 'tokens.issue gave an accessToken that is no text, or an empty one.';
  const noRefresh = 'tokens.issue gave a refreshToken that is no text, or an empty one. Leave it out for none.';
  const noLifetime = 'tokens.issue gave an expiresIn that is no whole number of seconds from now.';

  it.each<[string, unknown, string]>([
    ['nothing', undefined, noAccess],
    ['null', null, noAccess],
    ['a text', 'a-token', noAccess],
    ['an object without tokens', {}, noAccess],
    ['an empty access token', { accessToken: '', expiresIn: 60 }, noAccess],
    ['an access token that is a number', { accessToken: 7, expiresIn: 60 }, noAccess],
    ['names of the wire', { access_token: 'a-token', expires_in: 60 }, noAccess],
    ['no lifetime', { accessToken: 'a-token' }, noLifetime],
    ['a lifetime that is no number', { accessToken: 'a-token', expiresIn: Number.NaN }, noLifetime],
    ['a lifetime without end', { accessToken: 'a-token', expiresIn: Number.POSITIVE_INFINITY }, noLifetime],
    ['a lifetime in fractions', { accessToken: 'a-token', expiresIn: 0.5 }, noLifetime],
    ['a lifetime below zero', { accessToken: 'a-token', expiresIn: -1 }, noLifetime],
    ['a lifetime as a text', { accessToken: 'a-token', expiresIn: '60' }, noLifetime],
    ['an empty refresh token', { accessToken: 'a-token', expiresIn: 60, refreshToken: '' }, noRefresh],
    ['a refresh token that is null', { accessToken: 'a-token', expiresIn: 60, refreshToken: null }, noRefresh],
  ])('as tokens.issue does with %s: the client gets no token.', async (_what, issued, says) => {
    const asking = startPlain({ tokens: { issue: () => issued, revoke: () => {} } });
    const code = codeIn(await answer(asking, await askedBy(asking)));
    const reply = await redeem(asking, code);
    expect(reply.status).toBe(500);
    expect(JSON.parse(reply.body)).toEqual({ error: 'server_error', error_description: expect.any(String) });
    expect(causesIn(asking.events)).toEqual([`TypeError: ${says}`]);
    expect(asking.events.map(({ kind }) => kind)).toEqual(['consentRequested', 'granted', 'failed']);
  });

  it('which tokens.issue does not do with a token that has expired already, or with a refresh token.', async () => {
    for (const issued of [
      { accessToken: 'a-token', expiresIn: 0 },
      { accessToken: 'a-token', expiresIn: 60, refreshToken: 'another' },
      { accessToken: 'a-token', expiresIn: 60, refreshToken: undefined },
    ]) {
      const asking = startPlain({ tokens: { issue: () => issued, revoke: () => {} } });
      const reply = await redeem(asking, codeIn(await answer(asking, await askedBy(asking))));
      expect([reply.status, JSON.parse(reply.body)]).toMatchObject([200, { access_token: 'a-token' }]);
    }
  });
});

describe('What is remembered', () => {
  /** What was remembered before, and what has been asked to be remembered since. */
  const consentsOf = (...granted: (readonly string[])[]) => {
    const remembered: unknown[][] = [];
    const remember = (...all: unknown[]): void => void remembered.push(all);
    return { remembered, remember, granted: () => (granted.length > 1 ? granted.shift() : granted[0]) };
  };

  it.each<[string, readonly string[], string, readonly string[]]>([
    ['all of it', [], '', ['read', 'write']],
    ['a part', [], '&scope=&scope=write', ['write']],
    ['what was left to ask for', ['read'], '', ['write']],
    ['what was chosen of it', ['read'], '&scope=read&scope=write', ['write']],
  ])('is what was allowed just now: %s, after %j, by %j (R96).', async (_what, before, choice, allowed) => {
    const consents = consentsOf(before);
    const asking = startPlain({ consents });
    expect(codeIn(await answer(asking, await askedBy(asking), choice))).not.toBeNull();
    expect(consents.remembered).toEqual([['alice', 'app', allowed]]);
  });

  it('is nothing where all of it was allowed elsewhere meanwhile.', async () => {
    const consents = consentsOf([], ['read', 'write']);
    const asking = startPlain({ consents });
    expect(codeIn(await answer(asking, await askedBy(asking)))).toMatch(/^[\w-]{43}$/);
    expect(consents.remembered).toEqual([]);
  });

  it('is nothing where nobody is asked, since all was allowed before or nobody need be (R98).', async () => {
    const consents = consentsOf(['read', 'write']);
    expect(codeIn(await authorize(startPlain({ consents })))).toMatch(/^[\w-]{43}$/);
    const clients = clientList([defineClient({ ...plainMetadata, consent: 'skip' })]);
    const asking = startPlain({ consents: { ...consents, granted: () => [] }, clients });
    expect(codeIn(await authorize(asking))).toMatch(/^[\w-]{43}$/);
    expect(consents.remembered).toEqual([]);
  });

  it('is nothing where the owner denies.', async () => {
    const consents = consentsOf([]);
    const asking = startPlain({ consents });
    expect(toldBy(await answer(asking, await askedBy(asking), '&scope=')).get('error')).toBe('access_denied');
    expect(consents.remembered).toEqual([]);
  });

  it('does not come back by an answer where the owner took it back meanwhile (R96).', async () => {
    // The question was for the rest of it, and the whole is granted anew only by a new question.
    const consents = consentsOf(['read'], []);
    const asking = startPlain({ consents });
    await answer(asking, await askedBy(asking));
    expect(consents.remembered).toEqual([['alice', 'app', ['write']]]);
  });
});

describe('Whatever fails, somebody hears of it', () => {
  /** A clock that stops after so many times that it was looked at. */
  const clockOf = (times: number): (() => number) => {
    const clock = { left: times };
    return () => {
      if (clock.left === 0) throw new Error('the clock is broken');
      clock.left--;
      return plainNow;
    };
  };

  it('where the clock fails, with the time of the system (R63).', async () => {
    // It is looked at once where the server is made.
    const asking = startPlain({ now: clockOf(1) });
    const reply = await authorize(asking);
    expect([reply.status, toldBy(reply).get('error')]).toEqual([302, 'server_error']);
    expect(asking.events).toMatchObject([
      { kind: 'failed', cause: new Error('the clock is broken'), endpoint: 'authorize', clientId: 'app' },
      { kind: 'rejected', error: 'server_error', rule: 'server-works' },
    ]);
    for (const { at } of asking.events)
      expect([Number.isInteger(at), at > plainNow, at < 1e11]).toEqual([true, true, true]);
  });

  it('where the clock fails as an answer is judged.', async () => {
    const token = await askedBy(startPlain());
    const asking = startPlain({ now: clockOf(1) });
    expect((await answer(asking, token)).status).toBe(500);
    expect(causesIn(asking.events)).toEqual(['Error: the clock is broken']);
  });

  it('that a code came again, even where its tokens can not be taken back (R79).', async () => {
    const revoke = (): never => {
      throw new Error('the tokens are down');
    };
    const asking = startPlain({ tokens: { ...tokensOf(), revoke } });
    const code = codeIn(await answer(asking, await askedBy(asking)));
    expect((await redeem(asking, code)).status).toBe(200);
    const reply = await redeem(asking, code);
    expect([reply.status, JSON.parse(reply.body)]).toMatchObject([500, { error: 'server_error' }]);
    expect(asking.events.slice(3)).toMatchObject([
      { kind: 'replayed', error: 'invalid_grant', rule: 'code-first-use', endpoint: 'token', clientId: 'app' },
      { kind: 'failed', cause: new Error('the tokens are down'), endpoint: 'token' },
    ]);
  });
});

describe('A clock with fractions', () => {
  it('is cut to whole seconds wherever the time is written down.', async () => {
    const saved: unknown[] = [];
    const store = {
      saveCode: (record: unknown) => void saved.push(record),
      takeCode: () => undefined,
      spend: () => true,
    };
    const asking = startPlain({ now: () => plainNow + 0.75, store });
    await answer(asking, await askedBy(asking));
    expect(saved).toMatchObject([{ expiresAt: plainNow + 60 }]);
    expect(asking.events.map(({ at }: ServerEvent) => at)).toEqual([plainNow, plainNow]);
  });

  it('guards against a sign-in that does not stick as any other does (R9).', async () => {
    const asking = startPlain({ now: () => plainNow + 0.75, owner: { identify: () => undefined } });
    const returnTo = toldBy(await authorize(asking)).get('return_to') ?? '';
    expect(returnTo).toMatch(new RegExp(`&codegrant_sign_in=${plainNow}$`));
    const back = await get(asking, returnTo);
    expect([back.status, back.headers['location']]).toEqual([400, undefined]);
    expect(asking.events).toMatchObject([{ kind: 'signInRequested' }, { kind: 'refused', rule: 'session-kept' }]);
  });
});

it('Servers that share their keys, users and clients do not answer each other’s questions (R96, R108).', async () => {
  const policy = { ...plainOptions.policy, issuer: 'https://other.example' };
  const [one, other] = [startPlain(), startPlain({ policy })];
  const token = await askedBy(other);
  expect((await answer(one, token)).status).toBe(400);
  expect(one.events).toMatchObject([{ kind: 'refused', rule: 'consent-token-signed' }]);
  expect(codeIn(await answer(other, token))).toMatch(/^[\w-]{43}$/);
});

describe('A store', () => {
  const record = {
    codeHash: hashCode('a-code'),
    clientId: 'app',
    redirectUri: 'https://app.example/cb',
    subject: 'alice',
    scope: 'read',
    codeChallenge: plainChallenge,
    codeChallengeMethod: 'S256',
    authTime: null,
    expiresAt: plainNow + 60,
  };
  const storeOf = (taken: object): object => ({
    store: { saveCode: () => {}, takeCode: () => taken, spend: () => true },
  });

  it.each([undefined, null, 1, 'yes', { rowCount: 0 }])(
    'that tells of a question %j, and not whether it was spent, lets nobody answer (R96).',
    async (spent) => {
      const asking = startPlain({ store: { ...memoryStore(), spend: () => spent } });
      const reply = await answer(asking, await askedBy(asking));
      expect([reply.status, codeIn(reply)]).toEqual([500, null]);
      expect(causesIn(asking.events)).toEqual(['TypeError: store.spend gave neither true nor false.']);
    },
  );

  it.each([
    ['whether a code was used', { firstUse: 1, record }],
    ['when it expires', { firstUse: true, record: { ...record, expiresAt: new Date() } }],
    ['when it expires, as a number', { firstUse: true, record: { ...record, expiresAt: '1700000060' } }],
  ])('that does not tell %s brings no token (R78, R132).', async (_what, taken) => {
    const asking = startPlain(storeOf(taken));
    const reply = await redeem(asking, 'a-code');
    expect(reply.status).toBe(500);
    expect(causesIn(asking.events)).toEqual([expect.stringMatching(/^TypeError: store\.takeCode gave /)]);
  });

  it('may have null where a record has nothing.', async () => {
    expect((await redeem(startPlain(storeOf({ firstUse: true, record })), 'a-code')).status).toBe(200);
  });

  it.each(['', 'sha', null])(
    'that has lost the method of a challenge, and has %j for it, brings no token (R135).',
    async (method) => {
      for (const codeChallenge of [plainChallenge, '']) {
        const lost = { ...record, codeChallenge, codeChallengeMethod: method };
        const reply = await redeem(startPlain(storeOf({ firstUse: true, record: lost })), 'a-code');
        expect(JSON.parse(reply.body)).toMatchObject({ error: 'invalid_grant' });
      }
    },
  );
});

describe('An owner', () => {
  it('may have null for a name, and is shown by the subject.', async () => {
    const asking = startPlain({ owner: { identify: () => ({ subject: 'alice', name: null }) } });
    expect((await authorize(asking)).body).toContain('signed in as <bdi>alice</bdi>');
  });

  it.each([new Date(), Number.NaN, 'now'])(
    'who signed in at %j, which is no number of seconds, gets nowhere.',
    async (authTime) => {
      const asking = startPlain({ owner: { identify: () => ({ subject: 'alice', authTime }) } });
      expect(toldBy(await authorize(asking)).get('error')).toBe('server_error');
    },
  );
});
