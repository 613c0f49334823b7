import type { RequestBody } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import {
  answer,
  askedBy,
  authorize,
  codeIn,
  get,
  plainQuery,
  postForm,
  postJson,
  startPlain,
  streamOf,
  toldBy,
} from '../plain-server.ts';

const hosted = { consentUrl: '/ask' };

/** The text in chunks of text, as a stream gives it that was told its encoding. */
const inTexts = (text: string): RequestBody => ({
  parsed: undefined,
  stream: streamOf(...(text.match(/[\s\S]{1,7}/gu) ?? [])),
});

describe('A body that comes in chunks of text', () => {
  it('is the form that it spells (R22).', async () => {
    const asking = startPlain();
    const question = await postForm(asking, '/oauth/authorize', inTexts(`${plainQuery}&x=ü`));
    const token = /name="consent_token" value="([^"]*)"/.exec(question.body)?.[1] ?? '';
    const reply = await postForm(asking, '/oauth/consent', inTexts(`consent_token=${token}&decision=allow`));
    expect([reply.status, toldBy(reply).get('state')]).toEqual([303, 'xyz']);
    expect(codeIn(reply)).toMatch(/^[\w-]{43}$/);
  });

  it('is the JSON that it spells (R108).', async () => {
    const asking = startPlain(hosted);
    const token = await askedBy(asking);
    const body = inTexts(JSON.stringify({ allowed: true, consent_token: token, scope: 'read' }));
    expect(codeIn(await postJson(asking, '/oauth/grants', body))).toMatch(/^[\w-]{43}$/);
  });

  it.each<[string, string, number]>([
    ['65,536 letters', 'a'.repeat(65_536), 400],
    ['65,537 letters', 'a'.repeat(65_537), 413],
    ['32,768 letters of two bytes', 'ü'.repeat(32_768), 400],
    ['32,769 letters of two bytes', 'ü'.repeat(32_769), 413],
    ['a few letters that are no whole ones', '\uD800\uDC00\uD800', 400],
  ])('is measured in bytes: with %s.', async (_what, text, status) => {
    expect((await postForm(startPlain(), '/oauth/consent', inTexts(text))).status).toBe(status);
  });
});

describe('What a body parser left that is no object', () => {
  const values: readonly unknown[] = [null, 5, 0, true, false, [], [5], {}];

  it.each(values)('is no answer: %j at the grants endpoint is refused, and is no outage (R108).', async (parsed) => {
    const asking = startPlain(hosted);
    const reply = await postJson(asking, '/oauth/grants', { parsed, stream: undefined });
    expect([reply.status, JSON.parse(reply.body)]).toMatchObject([400, { error: 'invalid_request' }]);
    expect(asking.events).toMatchObject([{ kind: 'refused', status: 400, rule: 'grant-request-members' }]);
  });

  it.each(['null', '5', 'true', '"text"', '[]', '{}'])(
    'is none either where nobody has parsed it: %s at the grants endpoint (R108).',
    async (text) => {
      const asking = startPlain(hosted);
      expect((await postJson(asking, '/oauth/grants', text)).status).toBe(400);
      expect(asking.events).toMatchObject([{ kind: 'refused', rule: 'grant-request-members' }]);
    },
  );

  it.each(values)('is no form: %j at the consent endpoint is refused, and is no outage (R96).', async (parsed) => {
    const asking = startPlain();
    expect((await postForm(asking, '/oauth/consent', { parsed, stream: undefined })).status).toBe(400);
    expect(asking.events).toMatchObject([{ kind: 'refused', rule: 'consent-token-present' }]);
  });

  it.each([null, {}, 0, false])('does not hide what is there to read yet: %j.', async (parsed) => {
    const asking = startPlain();
    const stream = streamOf(new TextEncoder().encode(plainQuery));
    expect((await postForm(asking, '/oauth/authorize', { parsed, stream })).status).toBe(200);
  });
});

describe('A choice of scopes that a body parser took apart (R22, R96)', () => {
  it.each<[string, object]>([
    ['as scope[]=read is', { scope: ['read'] }],
    ['as scope[x]=read is', { scope: { x: 'read' } }],
    ['as scope[]=read is, by its name', { 'scope[]': 'read' }],
    ['as scope[][a]=read is', { scope: [{ a: 'read' }] }],
    ['as scope[0][id]=read&scope[1][id]=write is', { scope: [{ id: 'read' }, { id: 'write' }] }],
    ['as scope=read&scope[x]=write is', { scope: ['read', { x: 'write' }] }],
  ])('%s allows nothing, and the question can be answered still.', async (_how, choice) => {
    const asking = startPlain();
    const token = await askedBy(asking);
    const parsed = { consent_token: token, decision: 'allow', ...choice };
    const reply = await postForm(asking, '/oauth/consent', { parsed, stream: undefined });
    expect([reply.status, codeIn(reply)]).toEqual([400, null]);
    expect(asking.events.at(-1)).toMatchObject({ kind: 'refused', rule: 'consent-scope-readable' });
    expect(codeIn(await answer(asking, token, '&scope=read'))).toMatch(/^[\w-]{43}$/);
  });

  it.each<[string, object]>([
    ['scope without a value', { scope: null }],
    ['a number', { scope: 5 }],
  ])('as %s is chooses nothing.', async (_how, choice) => {
    const asking = startPlain();
    const parsed = { consent_token: await askedBy(asking), decision: 'allow', ...choice };
    const reply = await postForm(asking, '/oauth/consent', { parsed, stream: undefined });
    expect(toldBy(reply).get('error')).toBe('access_denied');
  });

  it.each<[string, object, string]>([
    ['scope=read', { scope: 'read' }, 'read'],
    ['scope=&scope=read', { scope: ['', 'read'] }, 'read'],
    ['nothing', {}, 'read write'],
  ])('as %s is allows what it says.', async (_how, choice, scope) => {
    const asking = startPlain();
    const parsed = { consent_token: await askedBy(asking), decision: 'allow', ...choice };
    await postForm(asking, '/oauth/consent', { parsed, stream: undefined });
    expect(asking.events.at(-1)).toMatchObject({ kind: 'granted', scope: scope.split(' ') });
  });
});

describe('A misspelt choice in JSON (R96, R108)', () => {
  it.each(['scopes', 'Scope', 'requested_scopes'])('as %s allows nothing, and spends nothing.', async (name) => {
    const asking = startPlain(hosted);
    const token = await askedBy(asking);
    const given = { allowed: true, consent_token: token };
    const reply = await postJson(asking, '/oauth/grants', JSON.stringify({ ...given, [name]: 'read' }));
    expect([reply.status, codeIn(reply)]).toEqual([400, null]);
    expect(codeIn(await postJson(asking, '/oauth/grants', JSON.stringify(given)))).toMatch(/^[\w-]{43}$/);
  });
});

describe('The length of an authorization request (R5)', () => {
  const ofLength = (length: number, letter = 'a'): string => `${plainQuery}&x=`.padEnd(length, letter);

  it.each([
    [8192, 200, 200],
    [8193, 414, 413],
  ])('may be 8192 bytes: with %i it is answered by %i, and by %i where it is posted.', async (length, got, posted) => {
    expect((await authorize(startPlain(), ofLength(length))).status).toBe(got);
    expect((await postForm(startPlain(), '/oauth/authorize', ofLength(length))).status).toBe(posted);
  });

  it('does not count the mark that sign-in brings along.', async () => {
    expect((await authorize(startPlain(), `${ofLength(8192)}&codegrant_sign_in=1`)).status).toBe(200);
  });

  it('is that of the address that sign-in comes back to, where all that is raw is encoded.', async () => {
    const raw = `${plainQuery}&x=${'ü'.repeat(1200)}`;
    expect((await postForm(startPlain(), '/oauth/authorize', raw)).status).toBe(200);
    expect((await postForm(startPlain(), '/oauth/authorize', `${raw}${'ü'.repeat(300)}`)).status).toBe(413);
  });
});

it('A raw number sign in a posted request comes back from sign-in with all that follows it (R9, R12).', async () => {
  const asking = startPlain({ owner: { identify: () => undefined } });
  const posted = plainQuery.replace('state=xyz', 'state=x#yz');
  const returnTo = toldBy(await postForm(asking, '/oauth/authorize', posted)).get('return_to') ?? '';
  expect(returnTo).not.toContain('#');
  const target = new URL(returnTo, 'https://login.example');
  expect(target.hash).toBe('');
  expect(target.searchParams.get('state')).toBe('x#yz');
  expect(target.searchParams.get('code_challenge_method')).toBe('S256');
  const signedIn = startPlain();
  const reply = await answer(signedIn, await askedBy(signedIn, returnTo.replace(/^[^?]*\?/, '')));
  expect(toldBy(reply).get('state')).toBe('x#yz');
});

describe('A page of the operator’s own on another origin', () => {
  it.each([
    ['https://ID.Example/ask', 'https://id.example'],
    ['https://id.example:443/ask', 'https://id.example'],
    ['https://id.example:8443/ask', 'https://id.example:8443'],
    ['http://localhost:80/ask', 'http://localhost'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ])('at %s is named as a browser names it: %s.', async (consentUrl, origin) => {
    const asking = startPlain({ consentUrl });
    for (const reply of [await postJson(asking, '/oauth/grants', '{}'), await get(asking, '/oauth/consent/token')])
      expect(reply.headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        vary: 'Origin',
      });
  });
});

it('A path with a star in it is nobody’s, but for a question.', async () => {
  const { server } = startPlain();
  const request = { method: 'GET', header: () => undefined, body: () => ({ parsed: undefined, stream: undefined }) };
  for (const target of ['/oauth/*', '/oauth/consent/*', '/.well-known/*', '/*', '*'])
    expect(await server.handle({ ...request, target, context: undefined })).toBeUndefined();
});
