import { memoryStore, type RequestBody } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import {
  answerAsForm,
  authorize,
  codeIn,
  codeRecord,
  consentTokenIn,
  fixedNow,
  get,
  postForm,
  postJson,
  redemption,
  redirectParams,
  requestConsent,
  requestOf,
  requestQuery,
  startServer,
  storedCode,
  streamed,
  streamOf,
} from '../test-server.ts';

const hosted = { consentUrl: '/ask' };

/** A body in chunks of text, as from a stream with an encoding. */
const inTextChunks = (text: string): RequestBody => ({
  parsed: undefined,
  stream: streamOf(...(text.match(/[\s\S]{1,7}/gu) ?? [])),
});

describe('A body that comes in chunks of text', () => {
  it('is read as a form (R22).', async () => {
    const server = startServer();
    const page = await postForm(server, '/oauth/authorize', inTextChunks(`${requestQuery}&x=ü`));
    const answer = inTextChunks(`consent_token=${consentTokenIn(page)}&decision=allow`);
    const reply = await postForm(server, '/oauth/consent', answer);
    expect([reply.status, redirectParams(reply).get('state')]).toEqual([200, 'xyz']);
    expect(codeIn(reply)).toMatch(/^[\w-]{43}$/);
  });

  it('is read as JSON (R108).', async () => {
    const server = startServer(hosted);
    const token = await requestConsent(server);
    const body = inTextChunks(JSON.stringify({ allowed: true, consent_token: token, scope: 'read' }));
    expect(codeIn(await postJson(server, '/oauth/grants', body))).toMatch(/^[\w-]{43}$/);
  });

  it.each<[string, string, number]>([
    ['65,536 letters', 'a'.repeat(65_536), 400],
    ['65,537 letters', 'a'.repeat(65_537), 413],
    ['32,768 letters of two bytes', 'ü'.repeat(32_768), 400],
    ['32,769 letters of two bytes', 'ü'.repeat(32_769), 413],
    ['unpaired surrogates', '\uD800\uDC00\uD800', 400],
  ])('is measured in bytes: with %s.', async (_what, text, status) => {
    expect((await postForm(startServer(), '/oauth/consent', inTextChunks(text))).status).toBe(status);
  });
});

describe('A body of chunks that are not octets', () => {
  const octets = new TextEncoder().encode(requestQuery.padEnd(300, '&'));

  it.each<[string, readonly unknown[]]>([
    ['buffers', [octets.buffer]],
    ['views of another kind', [new DataView(octets.buffer), new Uint16Array(0)]],
    ['views of two octets each', [new Uint16Array(octets.buffer)]],
    ['a part of a buffer', [octets.subarray(0, 7), new DataView(octets.buffer, 7)]],
  ])('is read: %s.', async (_what, chunks) => {
    const stream = streamOf(...chunks) as AsyncIterable<Uint8Array>;
    expect((await postForm(startServer(), '/oauth/authorize', { parsed: undefined, stream })).status).toBe(200);
  });

  it.each<[string, (length: number) => unknown]>([
    ['buffers', (length) => new ArrayBuffer(length)],
    ['views of two octets each', (length) => new Uint16Array(length / 2)],
  ])('is measured in bytes: %s.', async (_what, chunkOf) => {
    const chunked = (length: number): RequestBody => {
      const stream = streamOf(chunkOf(40_000), chunkOf(length - 40_000)) as AsyncIterable<Uint8Array>;
      return { parsed: undefined, stream };
    };
    expect((await postForm(startServer(), '/oauth/consent', chunked(65_536))).status).toBe(400);
    expect((await postForm(startServer(), '/oauth/consent', chunked(65_538))).status).toBe(413);
  });

  it.each([[{ client_id: 'app' }], [5], [null]])(
    'such as %j is refused: other code has replaced the body.',
    async (chunk) => {
      const stream = streamOf(chunk) as AsyncIterable<unknown> as AsyncIterable<Uint8Array>;
      const server = startServer();
      expect((await postForm(server, '/oauth/token', { parsed: undefined, stream })).status).toBe(500);
      expect(server.events).toMatchObject([{ kind: 'rejected', rule: 'body-there' }]);
    },
  );
});

describe('A body that a parser has decoded', () => {
  it.each<[string, (text: string) => unknown]>([
    ['as text', (text) => text],
    ['as bytes', (text) => new TextEncoder().encode(text)],
  ])('is measured in bytes: %s.', async (_how, parsedOf) => {
    for (const [text, status] of [
      ['ü'.repeat(32_768), 400],
      ['ü'.repeat(32_769), 413],
      ['€'.repeat(21_845), 400],
      ['€'.repeat(21_846), 413],
    ] as const) {
      const body: RequestBody = { parsed: parsedOf(text), stream: undefined };
      expect((await postForm(startServer(), '/oauth/consent', body)).status).toBe(status);
    }
  });

  it.each<[string, (state: string) => unknown]>([
    ['as text', (state) => requestQuery.replace('xyz', state)],
    ['as pairs', (state) => ({ ...Object.fromEntries(new URLSearchParams(requestQuery)), state })],
  ])(
    'with a replacement character or a lone surrogate has an undecodable parameter: %s (R22).',
    async (_how, parsedOf) => {
      for (const character of ['\uFFFD', '\uD800']) {
        const body: RequestBody = { parsed: parsedOf(`x${character}z`), stream: undefined };
        const answered = redirectParams(await postForm(startServer(), '/oauth/authorize', body));
        expect([answered.get('error'), answered.get('state')]).toEqual(['invalid_request', null]);
      }
    },
  );
});

describe('A parsed body that is no object', () => {
  const values: readonly unknown[] = [null, 5, 0, true, false, [], [5], {}];

  it.each(values)('such as %j is refused at the grants endpoint, without a failure (R108).', async (parsed) => {
    const server = startServer(hosted);
    const reply = await postJson(server, '/oauth/grants', { parsed, stream: undefined });
    expect([reply.status, JSON.parse(reply.body)]).toMatchObject([400, { error: 'invalid_request' }]);
    expect(server.events).toMatchObject([{ kind: 'refused', status: 400, rule: 'grant-request-members' }]);
  });

  it.each(['null', '5', 'true', '"text"', '[]', '{}'])(
    'such as %s is refused at the grants endpoint without a parser too (R108).',
    async (text) => {
      const server = startServer(hosted);
      expect((await postJson(server, '/oauth/grants', text)).status).toBe(400);
      expect(server.events).toMatchObject([{ kind: 'refused', rule: 'grant-request-members' }]);
    },
  );

  it.each(values)('such as %j is refused at the consent endpoint, without a failure (R96).', async (parsed) => {
    const server = startServer();
    expect((await postForm(server, '/oauth/consent', { parsed, stream: undefined })).status).toBe(400);
    expect(server.events).toMatchObject([{ kind: 'refused', rule: 'consent-token-present' }]);
  });

  it.each([null, {}, 0, false])('such as %j is ignored if the stream is still unread.', async (parsed) => {
    const server = startServer();
    expect((await postForm(server, '/oauth/authorize', { ...streamed(requestQuery), parsed })).status).toBe(200);
  });
});

it('A form from a body parser has at most 1000 parameters, like one that is read here (R5).', async () => {
  const server = startServer();
  for (const [count, rule] of [
    [1000, 'consent-token-signed'],
    [1001, 'parameter-count'],
  ] as const) {
    const parsed = { consent_token: 'x', decision: 'allow', scope: Array.from({ length: count - 2 }, () => 'read') };
    await postForm(server, '/oauth/consent', { parsed, stream: undefined });
    expect(server.events.at(-1)).toMatchObject({ kind: 'refused', status: 400, rule });
  }
});

describe('JSON at the token endpoint', () => {
  const withJson = { tokenRequestTypes: ['form', 'json'] };
  const parameters = redemption(storedCode);
  const withCode = async (): Promise<ReturnType<typeof startServer>> => {
    const store = memoryStore(() => fixedNow);
    await store.saveCode(codeRecord);
    return startServer({ ...withJson, store });
  };

  it.each<[string, RequestBody]>([
    ['in chunks of text', inTextChunks(JSON.stringify(parameters))],
    ['as an object of a body parser', { parsed: parameters, stream: undefined }],
    ['as text of a body parser', { parsed: JSON.stringify(parameters), stream: undefined }],
    ['as bytes of a body parser', { parsed: Buffer.from(JSON.stringify(parameters)), stream: undefined }],
    ['as a stream beside the empty object of a body parser', { ...streamed(JSON.stringify(parameters)), parsed: {} }],
  ])('is read %s (R194).', async (_how, body) => {
    expect((await postJson(await withCode(), '/oauth/token', body)).status).toBe(200);
  });

  it.each<[string, unknown, string]>([
    ['a list', [], 'json-object'],
    ['null', null, 'json-object'],
    ['a number', 5, 'json-object'],
    ['an object with a list', { code: ['x'] }, 'json-value-not-list'],
    ['an object with null', { code: null }, 'json-value-not-null'],
    ['an object with a replacement character', { code: 'x\uFFFD' }, 'token-parameters-decode'],
    ['an object with a lone surrogate', { code: 'x\uD800' }, 'token-parameters-decode'],
    [
      'an object of 1001 members',
      Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [index, ''])),
      'parameter-count',
    ],
  ])('from a body parser is rejected as one that is read here: %s (R196, R197).', async (_what, parsed, rule) => {
    const server = startServer(withJson);
    const reply = await postJson(server, '/oauth/token', { parsed, stream: undefined });
    expect([reply.status, JSON.parse(reply.body)]).toMatchObject([400, { error: 'invalid_request' }]);
    expect(server.events).toMatchObject([{ kind: 'rejected', error: 'invalid_request', rule }]);
  });

  it('has no repeated names once a body parser has dropped them, but has them as text (R195).', async () => {
    const text = JSON.stringify(parameters).replace('{', '{"code":"dropped",');
    const read = await postJson(await withCode(), '/oauth/token', { parsed: text, stream: undefined });
    expect(JSON.parse(read.body)).toMatchObject({ error: 'invalid_request' });
    const dropped = { parsed: JSON.parse(text), stream: undefined };
    expect((await postJson(await withCode(), '/oauth/token', dropped)).status).toBe(200);
  });

  it('that other code has consumed is a 500 that says so.', async () => {
    const server = startServer(withJson);
    const reply = await postJson(server, '/oauth/token', { parsed: undefined, stream: undefined });
    expect(reply.status).toBe(500);
    expect(server.events).toMatchObject([{ kind: 'rejected', rule: 'body-there' }]);
  });
});

describe('A choice of scopes from a body parser (R22, R96)', () => {
  it.each<[string, object]>([
    ['sent as scope[]=read', { scope: ['read'] }],
    ['sent as scope[x]=read', { scope: { x: 'read' } }],
    ['sent as scope[]=read and parsed under that name', { 'scope[]': 'read' }],
    ['sent as scope[][a]=read', { scope: [{ a: 'read' }] }],
    ['sent as scope[0][id]=read&scope[1][id]=write', { scope: [{ id: 'read' }, { id: 'write' }] }],
    ['sent as scope=read&scope[x]=write', { scope: ['read', { x: 'write' }] }],
  ])('%s allows nothing, and the consent token can still be used.', async (_how, choice) => {
    const server = startServer();
    const token = await requestConsent(server);
    const parsed = { consent_token: token, decision: 'allow', ...choice };
    const reply = await postForm(server, '/oauth/consent', { parsed, stream: undefined });
    expect([reply.status, codeIn(reply)]).toEqual([400, null]);
    expect(server.events.at(-1)).toMatchObject({ kind: 'refused', rule: 'consent-scope-readable' });
    expect(codeIn(await answerAsForm(server, token, '&scope=read'))).toMatch(/^[\w-]{43}$/);
  });

  it.each<[string, object]>([
    ['null', { scope: null }],
    ['a number', { scope: 5 }],
  ])('that is %s chooses nothing.', async (_how, choice) => {
    const server = startServer();
    const parsed = { consent_token: await requestConsent(server), decision: 'allow', ...choice };
    const reply = await postForm(server, '/oauth/consent', { parsed, stream: undefined });
    expect(redirectParams(reply).get('error')).toBe('access_denied');
  });

  it.each<[string, object, string]>([
    ['scope=read', { scope: 'read' }, 'read'],
    ['scope=&scope=read', { scope: ['', 'read'] }, 'read'],
    ['nothing', {}, 'read write'],
  ])('sent as %s allows what it names.', async (_how, choice, scope) => {
    const server = startServer();
    const parsed = { consent_token: await requestConsent(server), decision: 'allow', ...choice };
    await postForm(server, '/oauth/consent', { parsed, stream: undefined });
    expect(server.events.at(-1)).toMatchObject({ kind: 'granted', scope: scope.split(' ') });
  });
});

describe('A misspelt member in JSON (R96, R108)', () => {
  it.each(['scopes', 'Scope', 'requested_scopes'])(
    'such as %s allows nothing, and the consent token is not spent.',
    async (name) => {
      const server = startServer(hosted);
      const token = await requestConsent(server);
      const given = { allowed: true, consent_token: token };
      const reply = await postJson(server, '/oauth/grants', JSON.stringify({ ...given, [name]: 'read' }));
      expect([reply.status, codeIn(reply)]).toEqual([400, null]);
      expect(codeIn(await postJson(server, '/oauth/grants', JSON.stringify(given)))).toMatch(/^[\w-]{43}$/);
    },
  );
});

describe('The length of an authorization request (R5)', () => {
  const ofLength = (length: number, letter = 'a'): string => `${requestQuery}&x=`.padEnd(length, letter);

  it.each([
    [8192, 200, 200],
    [8193, 414, 413],
  ])('may be 8192 bytes: %i bytes give status %i by GET and %i by POST.', async (length, got, posted) => {
    expect((await authorize(startServer(), ofLength(length))).status).toBe(got);
    expect((await postForm(startServer(), '/oauth/authorize', ofLength(length))).status).toBe(posted);
  });

  it.each([
    [910, 400, 400],
    [911, 414, 413],
    [960, 414, 413],
  ])(
    'is measured in bytes: %i characters of 9 bytes give status %i by GET and %i by POST.',
    async (count, got, posted) => {
      expect((await authorize(startServer(), '€'.repeat(count))).status).toBe(got);
      expect((await postForm(startServer(), '/oauth/authorize', '€'.repeat(count))).status).toBe(posted);
    },
  );

  it.each<[string, string, object]>([
    ['the URL of the sign-in page', '/oauth/authorize', { signInUrl: `/${'x'.repeat(14_200)}` }],
    ['the path of the endpoint', `/${'x'.repeat(14_200)}`, { paths: { authorize: `/${'x'.repeat(14_200)}` } }],
  ])('leaves less room if %s is long.', async (_what, path, change) => {
    expect((await get(startServer(change), `${path}?${requestQuery}`)).status).toBe(414);
    expect((await get(startServer(change), path)).status).toBe(400);
  });

  it('does not include the mark that sign-in adds.', async () => {
    expect((await authorize(startServer(), `${ofLength(8192)}&codegrant_sign_in=1`)).status).toBe(200);
  });

  it('is measured with raw characters percent-encoded, as in the URL after sign-in.', async () => {
    const raw = `${requestQuery}&x=${'ü'.repeat(1200)}`;
    expect((await postForm(startServer(), '/oauth/authorize', raw)).status).toBe(200);
    expect((await postForm(startServer(), '/oauth/authorize', `${raw}${'ü'.repeat(300)}`)).status).toBe(413);
  });
});

it('A raw # in a posted request, and what follows it, is kept through sign-in (R9, R12).', async () => {
  const server = startServer({ owner: { identify: () => undefined } });
  const posted = requestQuery.replace('state=xyz', 'state=x#yz');
  const returnTo = redirectParams(await postForm(server, '/oauth/authorize', posted)).get('return_to') ?? '';
  expect(returnTo).not.toContain('#');
  const target = new URL(returnTo, 'https://login.example');
  expect(target.hash).toBe('');
  expect(target.searchParams.get('state')).toBe('x#yz');
  expect(target.searchParams.get('code_challenge_method')).toBe('S256');
  const signedIn = startServer();
  const reply = await answerAsForm(signedIn, await requestConsent(signedIn, returnTo.replace(/^[^?]*\?/, '')));
  expect(redirectParams(reply).get('state')).toBe('x#yz');
});

describe('A consent page on another origin', () => {
  it.each([
    ['https://ID.Example/ask', 'https://id.example'],
    ['https://id.example:443/ask', 'https://id.example'],
    ['https://id.example:8443/ask', 'https://id.example:8443'],
    ['http://localhost:80/ask', 'http://localhost'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ])('at %s is allowed by CORS as the origin %s.', async (consentUrl, origin) => {
    const server = startServer({ consentUrl });
    for (const reply of [await postJson(server, '/oauth/grants', '{}'), await get(server, '/oauth/consent/token')])
      expect(reply.headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        vary: 'Origin',
      });
  });
});

it('A path with a star is not served.', async () => {
  const { authorizationServer } = startServer();
  for (const target of ['/oauth/*', '/oauth/consent/*', '/.well-known/*', '/*', '*'])
    expect(await authorizationServer.handle(requestOf('GET', target))).toBeUndefined();
});
