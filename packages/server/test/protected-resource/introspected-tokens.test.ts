import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { type AccessToken, introspectedTokens, type TokenFinder, TemporarilyUnavailable } from '@codegrant/server';
import { describe, expect, it, onTestFinished } from 'vitest';

const now = 1_700_000_000;

/** What an introspection endpoint says about the valid token `mF_9.B5f-4.1JqM` (RFC 7662 §2.2). */
const valid = {
  active: true,
  client_id: 'web',
  scope: 'read write',
  sub: 'user-1',
  aud: 'https://api.example/mcp',
  iss: 'https://login.example',
  exp: now + 600,
  iat: now - 5,
  token_type: 'Bearer',
};

const found: AccessToken = {
  subject: 'user-1',
  clientId: 'web',
  scope: ['read', 'write'],
  resources: ['https://api.example/mcp'],
  grantId: undefined,
  authTime: undefined,
  issuedAt: now - 5,
  expiresAt: now + 600,
};

interface Asked {
  readonly authorization: string | undefined;
  readonly type: string | undefined;
  readonly form: Readonly<Record<string, string>>;
}

/** An introspection endpoint, and what it was asked. */
interface Endpoint {
  readonly url: string;
  readonly asked: readonly Asked[];
}

const askedBy = async (request: IncomingMessage): Promise<Asked> => ({
  authorization: request.headers.authorization,
  type: request.headers['content-type'],
  form: Object.fromEntries(new URLSearchParams(await text(request))),
});

const listenWith = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

/** Starts an endpoint that answers with JSON, or with a text that is sent as it is. */
const endpointWith = async (answer: () => unknown, status = 200, headers = {}): Promise<Endpoint> => {
  const asked: Asked[] = [];
  const origin = await listenWith(async (request, response) => {
    asked.push(await askedBy(request));
    const given = answer();
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof given === 'string' ? given : JSON.stringify(given));
  });
  return { url: `${origin}/introspect`, asked };
};

const settings = { clientId: 'mail-api', clientSecret: 'a secret', now: () => now };

const tokensAt = (introspectionEndpoint: string, more: object = {}): TokenFinder =>
  introspectedTokens({ ...settings, introspectionEndpoint, ...more });

const findWith = async (answer: unknown, more: object = {}): Promise<AccessToken | undefined> =>
  tokensAt((await endpointWith(() => answer)).url, more).find('mF_9.B5f-4.1JqM');

describe('An introspected token', () => {
  it('is what the endpoint says.', async () => {
    expect(await findWith(valid)).toEqual(found);
  });

  it('is asked for with the credentials of the API, in a form (RFC 7662 §2.1).', async () => {
    const { url, asked } = await endpointWith(() => valid);
    await tokensAt(url, { clientId: 'mail:api', clientSecret: 'ä +%' }).find('a+/b==');
    expect(asked).toEqual([
      {
        authorization: `Basic ${btoa('mail%3Aapi:%C3%A4+%2B%25')}`,
        type: 'application/x-www-form-urlencoded',
        form: { token: 'a+/b==', token_type_hint: 'access_token' },
      },
    ]);
  });

  it('has no user, if its subject is the client: the client acts for itself (RFC 9068 §2.2).', async () => {
    expect(await findWith({ ...valid, sub: valid.client_id })).toEqual({ ...found, subject: undefined });
  });

  it('may have no scope, subject, audience or time of issue.', async () => {
    expect(await findWith({ active: true, client_id: 'web', exp: now + 1 })).toEqual({
      ...found,
      subject: undefined,
      scope: [],
      resources: [],
      issuedAt: now,
      expiresAt: now + 1,
    });
  });

  it('may have several audiences, and the time of the sign-in.', async () => {
    const resources = ['https://api.example/mcp', 'https://files.example'];
    expect(await findWith({ ...valid, aud: resources, auth_time: now - 60 })).toEqual({
      ...found,
      resources,
      authTime: now - 60,
    });
  });

  it.each<[what: string, answer: object]>([
    ['inactive', { active: false }],
    ['inactive, whatever else the answer says', { ...valid, active: false }],
    ['expired', { ...valid, exp: now }],
    ['not valid yet', { ...valid, nbf: now + 1 }],
    ['of another issuer', { ...valid, iss: 'https://evil.example' }],
    ['of an issuer that is spelt otherwise', { ...valid, iss: 'https://login.example/' }],
  ])('is not valid if it is %s (R283).', async (_what, answer) => {
    expect(await findWith(answer, { issuer: 'https://login.example' })).toBeUndefined();
  });

  it('of any issuer is valid if none is expected, and without iss in any case.', async () => {
    expect(await findWith(valid)).toEqual(found);
    expect(await findWith({ ...valid, iss: undefined }, { issuer: 'https://login.example' })).toEqual(found);
  });

  it.each<[what: string, answer: object]>([
    ['DPoP as its type', { ...valid, token_type: 'DPoP' }],
    ['the thumbprint of a key', { ...valid, cnf: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' } }],
  ])('is not accepted with %s (R286).', async (_what, answer) => {
    expect(await findWith(answer)).toBeUndefined();
  });

  it.each<[what: string, answer: unknown, says: string]>([
    ['a page', '<!doctype html>', 'answered with no JSON'],
    ['a list', [valid], 'its members as a JSON object'],
    ['null', null, 'its members as a JSON object'],
    ['no active', { ...valid, active: undefined }, 'active as true or false'],
    ['active as a string', { ...valid, active: 'true' }, 'active as true or false'],
    ['no exp', { ...valid, exp: undefined }, 'exp as a number of seconds'],
    ['exp in milliseconds', { ...valid, exp: (now + 600) * 1000 }, 'exp as a number of seconds'],
    ['no client_id', { ...valid, client_id: undefined }, 'client_id as a non-empty string'],
    ['a list as scope', { ...valid, scope: ['read'] }, 'scope as a string'],
    ['a malformed scope', { ...valid, scope: 'a"b' }, 'scope as scope tokens'],
    ['a number as aud', { ...valid, aud: [1] }, 'aud as a string, or a list of strings'],
    ['a number as sub', { ...valid, sub: 17 }, 'sub as a non-empty string'],
  ])('is a failure if the answer is %s (R283).', async (_what, answer, says) => {
    await expect(findWith(answer)).rejects.toThrow(says);
    await expect(findWith(answer)).rejects.toBeInstanceOf(TypeError);
  });
});

describe('An introspection endpoint', () => {
  it.each([429, 500, 502, 503])('that answers %i is an outage.', async (status) => {
    const { url } = await endpointWith(() => 'busy', status);
    await expect(tokensAt(url).find('x')).rejects.toThrow(
      new TemporarilyUnavailable(`the introspection endpoint answered with the status ${status}.`),
    );
  });

  it('that cannot be reached is an outage, and the cause is kept.', async () => {
    const failure = await Promise.resolve(tokensAt('http://127.0.0.1:1').find('x')).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'TemporarilyUnavailable', cause: expect.any(Error) });
  });

  it('that is late is an outage, also in the middle of its answer.', async () => {
    const origin = await listenWith((request, response) => {
      if (request.url === '/silent') return;
      response.writeHead(200).write('{"active":');
    });
    for (const path of ['/silent', '/half'])
      await expect(tokensAt(origin + path, { timeoutMilliseconds: 50 }).find('x'), path).rejects.toMatchObject({
        name: 'TemporarilyUnavailable',
      });
  });

  it.each<[status: number, says: string]>([
    [400, 'status 400. Check introspectionEndpoint.'],
    [401, 'status 401. Check clientId and clientSecret'],
    [403, 'status 403. Check whether the client may introspect tokens.'],
    [404, 'status 404. Check introspectionEndpoint.'],
  ])('that answers %i is a mistake, and the error says what to check.', async (status, says) => {
    const { url } = await endpointWith(() => ({ error: 'x' }), status);
    await expect(tokensAt(url).find('x')).rejects.toThrow(says);
    await expect(tokensAt(url).find('x')).rejects.toBeInstanceOf(TypeError);
  });

  it('that redirects does not get the token sent elsewhere (R284).', async () => {
    const elsewhere = await endpointWith(() => valid);
    const { url } = await endpointWith(() => '', 307, { location: elsewhere.url });
    await expect(tokensAt(url).find('x')).rejects.toThrow('Redirects are not followed.');
    expect(elsewhere.asked).toEqual([]);
  });

  it('is asked for each request by default.', async () => {
    const { url, asked } = await endpointWith(() => valid);
    const tokens = tokensAt(url);
    await tokens.find('a');
    await tokens.find('a');
    expect(asked).toHaveLength(2);
  });
});

describe('A remembered token (R285)', () => {
  /** Finds tokens with a clock, and counts how often the endpoint was asked. */
  const remembering = async (answer: () => unknown, cacheSeconds: number) => {
    const { url, asked } = await endpointWith(answer);
    const clock = { now };
    const tokens = tokensAt(url, { cacheSeconds, now: () => clock.now });
    return { clock, tokens, count: () => asked.length };
  };

  it('is not asked for again within the time, and is asked for after it.', async () => {
    const { clock, tokens, count } = await remembering(() => valid, 10);
    expect(await tokens.find('a')).toEqual(found);
    clock.now += 9;
    expect(await tokens.find('a')).toEqual(found);
    expect(count()).toBe(1);
    clock.now += 1;
    await tokens.find('a');
    expect(count()).toBe(2);
  });

  it('is not remembered after it expires.', async () => {
    const { clock, tokens, count } = await remembering(() => ({ ...valid, exp: now + 5 }), 10);
    await tokens.find('a');
    clock.now += 5;
    expect(await tokens.find('a')).toBeUndefined();
    expect(count()).toBe(2);
  });

  it('is not another token.', async () => {
    const answers = [valid, { active: false }];
    const { tokens } = await remembering(() => answers.shift(), 10);
    expect(await tokens.find('a')).toEqual(found);
    expect(await tokens.find('b')).toBeUndefined();
  });

  it('is valid: what is not valid is asked for again.', async () => {
    const { tokens, count } = await remembering(() => ({ active: false }), 10);
    await tokens.find('a');
    await tokens.find('a');
    expect(count()).toBe(2);
  });

  it('makes room for another if there are 10000.', async () => {
    const json = JSON.stringify(valid);
    let asked = 0;
    const tokens = introspectedTokens({
      ...settings,
      introspectionEndpoint: 'https://login.example/introspect',
      cacheSeconds: 10,
      fetch: async () => {
        asked += 1;
        return new Response(json);
      },
    });
    for (let index = 0; index <= 10_000; index += 1) await tokens.find(`token-${index}`);
    expect(asked).toBe(10_001);
    await tokens.find('token-1');
    expect(asked).toBe(10_001);
    await tokens.find('token-0');
    expect(asked).toBe(10_002);
  });
});

describe('The options of introspectedTokens', () => {
  it.each<[options: object, says: string]>([
    [{ introspectionEndpoint: 'http://login.example' }, 'must be an https URL, or http on http://127.0.0.1'],
    [{ introspectionEndpoint: undefined }, 'introspectionEndpoint undefined must be'],
    [{ clientId: '' }, 'clientId must be a non-empty string.'],
    [{ clientSecret: undefined }, 'clientSecret must be a non-empty string.'],
    [{ issuer: '' }, 'issuer must be a non-empty string.'],
    [{ cacheSeconds: 301 }, 'cacheSeconds must be a whole number of seconds from 0 to 300. Default: 0.'],
    [{ cacheSeconds: 0.5 }, 'cacheSeconds must be'],
    [{ timeoutMilliseconds: 0 }, 'timeoutMilliseconds must be a whole number of milliseconds from 1 to 600000.'],
    [{ fetch: 'fetch' }, 'fetch must be a function.'],
    [{ now: 1 }, 'now must be a function.'],
    [{ now: Date.now }, 'now must return seconds'],
    [{ cache: 10 }, 'cache is not an option: correct its spelling.'],
  ])('%j are refused at startup (R284).', (options, says) => {
    expect(() => tokensAt('https://login.example/introspect', options)).toThrow(says);
  });
});
