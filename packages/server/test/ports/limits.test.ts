import {
  clientList,
  createAuthorizationServer,
  defineClient,
  defineLimits,
  grantList,
  hashClientSecret,
  introspection,
  LimitReached,
  type LimitAnswer,
  revocation,
  takeLimit,
} from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { authorize, fixedNow, get, postForm, serverOptions, startServer, type TestServer } from '../test-server.ts';

const secret = 'the-right-secret';

const clients = clientList([
  defineClient({
    client_id: 'app',
    redirect_uris: ['https://app.example/cb'],
    client_secret_hashes: [hashClientSecret(secret)],
  }),
  defineClient({
    client_id: 'other',
    redirect_uris: ['https://other.example/cb'],
    client_secret_hashes: [hashClientSecret(secret)],
  }),
  defineClient({ client_id: 'public', redirect_uris: ['https://public.example/cb'] }),
]);

/** Three for each key. */
const counting = () => {
  const counts = new Map<string, number>();
  const take = (key: string, cost: number): LimitAnswer => {
    const count = (counts.get(key) ?? 0) + cost;
    counts.set(key, count);
    return count + (cost === 0 ? 1 : 0) <= 3 ? { allowed: true } : { allowed: false, retryAfterSeconds: 900 };
  };
  return { counts, take };
};

const startLimited = (callerOf: (() => string | undefined) | undefined = () => '192.0.2.1') => {
  const { counts, take } = counting();
  const server = startServer({
    clients,
    endpoints: [revocation, introspection()],
    limits: defineLimits({ take: async (...taken) => take(...taken), callerOf }),
  });
  return { counts, server };
};

const send = (server: TestServer, client_secret: string, client_id = 'app', path = '/oauth/token') =>
  postForm(
    server,
    path,
    new URLSearchParams({ grant_type: 'authorization_code', token: 'x', client_id, client_secret }).toString(),
  );

const statuses = async (server: TestServer, ...secrets: readonly string[]): Promise<readonly number[]> => {
  const found = [];
  for (const each of secrets) found.push((await send(server, each)).status);
  return found;
};

describe('Wrong client secrets', () => {
  it.each(['/oauth/token', '/oauth/revoke', '/oauth/introspect'])(
    'are limited for a caller and a client at %s (R336, R337).',
    async (path) => {
      const { server } = startLimited();
      for (let time = 0; time < 3; time += 1) expect((await send(server, 'wrong', 'app', path)).status).toBe(401);
      const { status, headers, body } = await send(server, 'wrong', 'app', path);
      expect([status, headers['retry-after'], JSON.parse(body)]).toEqual([
        429,
        '900',
        {
          error: 'temporarily_unavailable',
          error_description: 'Too many requests. Wait as many seconds as the Retry-After header says, and try again.',
        },
      ]);
      expect(headers['cache-control']).toBe('no-store');
    },
  );

  it('count at every endpoint together (R336).', async () => {
    const { server } = startLimited();
    for (const path of ['/oauth/token', '/oauth/revoke', '/oauth/introspect']) await send(server, 'wrong', 'app', path);
    expect((await send(server, 'wrong')).status).toBe(429);
  });

  it('beyond the limit: the right secret gets the same response as a wrong secret (R339).', async () => {
    const { server } = startLimited();
    expect(await statuses(server, 'wrong', 'wrong', 'wrong')).toEqual([401, 401, 401]);
    const wrong = await send(server, 'wrong');
    const right = await send(server, secret);
    expect(right).toEqual(wrong);
    expect(right.status).toBe(429);
  });

  it('that are sent at the same time all count (R339).', async () => {
    const { server } = startLimited();
    const replies = await Promise.all(Array.from({ length: 10 }, () => send(server, 'wrong')));
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      401,
      401,
      401,
      ...Array<number>(7).fill(429),
    ]);
  });

  it('of one caller: the server still accepts the right secrets of other callers and other clients (R338).', async () => {
    let caller = '192.0.2.1';
    const { server } = startLimited(() => caller);
    await statuses(server, 'wrong', 'wrong', 'wrong', 'wrong');
    expect((await send(server, secret, 'other')).status).toBe(400);
    caller = '192.0.2.2';
    expect(await statuses(server, secret)).toEqual([400]);
  });

  it('are not limited if nothing names the caller: anybody could lock out a client (R338).', async () => {
    const { counts, take } = counting();
    const server = startServer({ clients, limits: defineLimits({ take }) });
    expect(await statuses(server, ...Array<string>(10).fill('wrong'), secret)).toEqual([
      ...Array<number>(10).fill(401),
      400,
    ]);
    expect(counts.size).toBe(0);
  });

  it('of callers without a name count together.', async () => {
    const { counts, server } = startLimited(() => undefined);
    await send(server, 'wrong');
    expect([...counts]).toEqual([['client-secret::app', 1]]);
  });

  it('of clients that are not registered, or have no secret, are not counted: nothing is guessed.', async () => {
    const { counts, server } = startLimited();
    expect((await send(server, 'wrong', 'unknown')).status).toBe(401);
    expect((await send(server, 'wrong', 'public')).status).toBe(401);
    expect(counts.size).toBe(0);
  });

  it('are reported with the client, and without the caller and the secret.', async () => {
    const { server } = startLimited();
    await statuses(server, 'wrong', 'wrong', 'wrong', 'wrong');
    expect(server.events.map(({ kind }) => kind)).toEqual(['rejected', 'rejected', 'rejected', 'limited']);
    expect(server.events.at(-1)).toEqual({
      kind: 'limited',
      reason: 'The caller sent too many wrong secrets of the client.',
      retryAfterSeconds: 900,
      endpoint: 'token',
      clientId: 'app',
      subjectHash: undefined,
      at: fixedNow,
      durationMs: expect.any(Number),
    });
  });
});

describe('A right client secret', () => {
  it('takes nothing from the limit, however often it is sent.', async () => {
    const { counts, server } = startLimited();
    expect(await statuses(server, ...Array<string>(10).fill(secret))).toEqual(Array<number>(10).fill(400));
    expect([...counts]).toEqual([['client-secret:192.0.2.1:app', 0]]);
  });
});

describe('A limit that a port reached', () => {
  const reached = (): never => {
    throw new LimitReached('Too many documents of one host.', 60);
  };

  it('is a page at the authorization endpoint (R337).', async () => {
    const server = startServer({ clients: { find: reached } });
    const { status, headers, body } = await authorize(server);
    expect([status, headers['retry-after'], headers['content-type']]).toEqual([429, '60', 'text/html; charset=utf-8']);
    expect(body).toContain('There were too many requests');
    expect(body).toContain('<code>limit-kept</code>');
    expect(body).not.toContain('documents');
    expect(server.events).toMatchObject([{ kind: 'limited', reason: 'Too many documents of one host.' }]);
  });

  it('is known by its name, from another copy of the package too.', async () => {
    const find = (): never => {
      throw Object.assign(new Error('of a copy'), { name: 'LimitReached', retryAfterSeconds: 7 });
    };
    const { status, headers } = await authorize(startServer({ clients: { find } }));
    expect([status, headers['retry-after']]).toEqual([429, '7']);
  });

  it('is temporarily_unavailable for the client, once the redirect URI is validated.', async () => {
    const server = startServer({ owner: { identify: reached } });
    const { status, headers } = await authorize(server);
    expect([status, new URL(headers['location'] ?? '').searchParams.get('error')]).toEqual([
      302,
      'temporarily_unavailable',
    ]);
    expect(server.events).toMatchObject([
      { kind: 'limited', clientId: 'app' },
      { kind: 'rejected', rule: 'limit-kept', clientId: 'app' },
    ]);
  });

  it('is JSON at an endpoint whose answers are JSON.', async () => {
    const server = startServer({ owner: { identify: reached }, endpoints: [grantList] });
    const { status, headers, body } = await get(server, '/oauth_grants');
    expect([status, headers['retry-after'], JSON.parse(body).error]).toEqual([429, '60', 'temporarily_unavailable']);
  });
});

describe('limits.take', () => {
  it('that fails ends the request with an error, and nothing is compared in secret (R340).', async () => {
    const cause = new Error('the store of the limits is down');
    const take = (): never => {
      throw cause;
    };
    const server = startServer({ clients, limits: defineLimits({ take, callerOf: () => '192.0.2.1' }) });
    expect(await statuses(server, secret, 'wrong')).toEqual([500, 500]);
    expect(server.events).toMatchObject([
      { kind: 'failed', cause },
      { kind: 'failed', cause },
    ]);
  });

  it('that is late ends the request with a 503 (R193).', async () => {
    const limits = defineLimits({ take: () => new Promise<LimitAnswer>(() => {}), callerOf: () => 'x' });
    const server = startServer({ clients, limits, portTimeoutMilliseconds: 10 });
    expect(await statuses(server, secret)).toEqual([503]);
    expect(server.events).toMatchObject([
      { kind: 'failed', cause: { message: expect.stringContaining('limits.take did not answer within 10') } },
    ]);
  });

  it.each([
    undefined,
    null,
    true,
    {},
    { allowed: 'yes' },
    { allowed: false },
    { allowed: false, retryAfterSeconds: 0 },
    { allowed: false, retryAfterSeconds: 1.5 },
    { allowed: false, retryAfterSeconds: '5' },
  ])('that returns %j is an error that says what to return.', async (answer) => {
    const take = (): LimitAnswer => answer as LimitAnswer;
    const server = startServer({ clients, limits: defineLimits({ take, callerOf: () => 'x' }) });
    expect(await statuses(server, secret)).toEqual([500]);
    expect(String(server.events.map((event) => (event.kind === 'failed' ? event.cause : event.kind)))).toBe(
      'TypeError: limits.take must return { allowed: true }, or { allowed: false, retryAfterSeconds } with a whole number of seconds from 1.',
    );
  });

  it('keeps its this.', async () => {
    class Own {
      readonly answer: LimitAnswer = { allowed: true };
      take(): LimitAnswer {
        return this.answer;
      }
    }
    expect(await defineLimits(new Own()).take('x', 1)).toEqual({ allowed: true });
  });
});

describe('limits.callerOf', () => {
  it('that returns no string is an error.', async () => {
    const callerOf = (): string => 7 as unknown as string;
    const server = startServer({ clients, limits: defineLimits({ take: counting().take, callerOf }) });
    expect(await statuses(server, secret)).toEqual([500]);
    expect(String(server.events.map((event) => (event.kind === 'failed' ? event.cause : event.kind)))).toContain(
      'limits.callerOf must return a string, or undefined for a caller that has no name.',
    );
  });

  it('names the caller in the key of an action.', () => {
    const { take } = counting();
    const context = { ip: '192.0.2.1' };
    expect(defineLimits<typeof context>({ take, callerOf: ({ ip }) => ip }).keyOf('register', context)).toBe(
      'register:192.0.2.1',
    );
    expect(defineLimits({ take }).keyOf('register', context)).toBe('register');
  });
});

describe('defineLimits', () => {
  it('names every invalid setting.', () => {
    const settings: object = { take: 1, callerOf: 'x' };
    expect(() => defineLimits(settings as { take: () => LimitAnswer })).toThrow(
      'limits: take must be a function. callerOf must be a function.',
    );
  });

  it.each([{ take: () => ({ allowed: true }) }, () => {}, [], 5, null])(
    'is how the option limits is made: %s is not accepted.',
    (limits) => {
      const options: object = { ...serverOptions, limits };
      expect(() => createAuthorizationServer(options as typeof serverOptions)).toThrow(
        'limits must be what memoryLimits, redisLimits or defineLimits returns.',
      );
    },
  );
});

describe('takeLimit', () => {
  it('returns nothing, or throws what leads to a 429.', () => {
    const { take } = counting();
    const limits = defineLimits({ take });
    expect(takeLimit(limits, 'register', 3, 'Too many registrations.')).toBeUndefined();
    expect(() => takeLimit(limits, 'register', 1, 'Too many registrations.')).toThrow(
      new LimitReached('Too many registrations.', 900),
    );
  });
});
