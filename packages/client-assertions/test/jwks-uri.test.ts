import type { RequestListener } from 'node:http';
import { type FetchKeys, privateKeyJwt } from '@codegrant/client-assertions';
import { clientDocuments, type GuardedFetch, guardedFetch } from '@codegrant/client-documents';
import { type ClientMetadata, defineClient, defineLimits, type ServerEvent } from '@codegrant/server';
import { describe, expect, it, vi } from 'vitest';
import { certificate, startServer } from '../../client-documents/test/fixtures/https-server.ts';
import { nodeSender } from '../../client-documents/src/node-sender.ts';
import {
  assertionOf,
  claimsOf,
  type ClientKey,
  fixedNow,
  key,
  type Listening,
  makeKey,
  registration,
  start,
  tokenWith,
} from './fixtures/client.ts';

const { jwks: _jwks, ...withoutKeys } = registration;

/** The fetch of `@codegrant/client-documents`, which finds every host on this machine. */
const localFetch = (port: number): GuardedFetch =>
  nodeSender({ addressesOf: async () => ['127.0.0.1'], isAllowed: () => true, port, ca: certificate.cert });

interface Published {
  readonly server: Listening;
  readonly requests: readonly string[];
  readonly events: readonly ServerEvent[];
  readonly statusOf: (signedWith: ClientKey) => Promise<number>;
}

/** Starts a server whose client publishes its keys, and the https server that publishes them. */
const publish = async (
  answer: RequestListener,
  {
    fetch = localFetch,
    changes = {},
    limits,
  }: {
    readonly fetch?: (port: number) => FetchKeys;
    readonly changes?: Partial<ClientMetadata>;
    readonly limits?: Parameters<typeof defineLimits>[0];
  } = {},
): Promise<Published> => {
  const { port, requests } = await startServer(answer);
  const events: ServerEvent[] = [];
  const jwks_uri = `https://client.example:${port}/jwks.json`;
  const server = await start({
    clients: [defineClient({ ...withoutKeys, jwks_uri, ...changes })],
    settings: { fetch: fetch(port) },
    options: {
      report: (event) => void events.push(event),
      ...(limits === undefined ? {} : { limits: defineLimits(limits) }),
    },
  });
  const statusOf = async (signedWith: ClientKey): Promise<number> =>
    (await tokenWith(server, await assertionOf(signedWith))).status;
  return { server, requests, events, statusOf };
};

const keysOf =
  (keys: () => readonly ClientKey[], type = 'application/json'): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': type }).end(JSON.stringify({ keys: keys().map(({ jwk }) => jwk) }));
  };

/** Moves the clock, with which key sets get old. The server of the tests has a clock of its own. */
const later = (seconds: number): void => {
  vi.setSystemTime(Date.now() + seconds * 1000);
};

const withClock = async (run: () => Promise<void>): Promise<void> => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    await run();
  } finally {
    vi.useRealTimers();
  }
};

describe('Keys at a URL', () => {
  it('are fetched at the first use, and kept (R374).', async () => {
    const { statusOf, requests } = await publish(keysOf(() => [key]));
    expect([await statusOf(key), await statusOf(key)]).toEqual([200, 200]);
    expect(requests).toHaveLength(1);
  });

  it('may have the type application/jwk-set+json.', async () => {
    const { statusOf } = await publish(keysOf(() => [key], 'application/jwk-set+json'));
    expect(await statusOf(key)).toBe(200);
  });

  it('are fetched once for requests that arrive at the same time (R374).', async () => {
    const { statusOf, requests } = await publish(keysOf(() => [key]));
    const statuses = await Promise.all(Array.from({ length: 10 }, () => statusOf(key)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(requests).toHaveLength(1);
  });

  it('are fetched again for a new kid, but not twice within 30 seconds (R374).', () =>
    withClock(async () => {
      const next = await makeKey('ES256', 'key-2');
      let keys = [key];
      const { statusOf, requests } = await publish(keysOf(() => keys));
      expect(await statusOf(key)).toBe(200);
      keys = [next];
      expect(await statusOf(next)).toBe(401);
      expect(requests).toHaveLength(1);
      later(31);
      expect(await statusOf(next)).toBe(200);
      expect(await statusOf(await makeKey('ES256', 'key-3'))).toBe(401);
      expect(requests).toHaveLength(2);
    }));

  it('are not fetched for each of many unknown kids (R374).', () =>
    withClock(async () => {
      const { statusOf, requests } = await publish(keysOf(() => [key]));
      later(31);
      for (let number = 0; number < 5; number += 1)
        expect(await statusOf({ ...key, jwk: { ...key.jwk, kid: `unknown-${number}` } })).toBe(401);
      expect(requests.length).toBeLessThanOrEqual(2);
    }));

  it('that were removed count no longer than ten minutes (R374).', () =>
    withClock(async () => {
      const next = await makeKey('ES256', 'key-2');
      let keys = [key, next];
      const { statusOf, requests } = await publish(keysOf(() => keys));
      expect(await statusOf(key)).toBe(200);
      keys = [next];
      later(601);
      expect(await statusOf(key)).toBe(401);
      expect(requests).toHaveLength(2);
    }));
});

describe('Keys that cannot be fetched', () => {
  it.each<[string, RequestListener]>([
    ['its server answers with 500', (_request, response) => void response.writeHead(500).end()],
    ['its server answers with 404', (_request, response) => void response.writeHead(404).end()],
    [
      'its server redirects',
      (_request, response) => void response.writeHead(302, { location: 'https://127.0.0.1/' }).end(),
    ],
    [
      'the answer is HTML',
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    ],
    [
      'the answer is no JSON',
      (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{'),
    ],
    [
      'the answer has no keys',
      (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
    ],
    ['the connection breaks', (request) => void request.socket.destroy()],
  ])('give 503 and not 401, if %s (R375).', async (_what, answer) => {
    const { server, events } = await publish(answer);
    const reply = await tokenWith(server, await assertionOf());
    expect(reply).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } });
    expect(events).toMatchObject([{ kind: 'failed', cause: { message: expect.stringContaining('/jwks.json') } }]);
  });

  it('are not asked for again within 30 seconds (R375).', () =>
    withClock(async () => {
      let isBroken = true;
      const { statusOf, requests } = await publish((request, response) =>
        isBroken ? void response.writeHead(500).end() : keysOf(() => [key])(request, response),
      );
      expect([await statusOf(key), await statusOf(key)]).toEqual([503, 503]);
      expect(requests).toHaveLength(1);
      isBroken = false;
      later(31);
      expect(await statusOf(key)).toBe(200);
    }));

  it('do not use up the assertion (R375).', () =>
    withClock(async () => {
      let isBroken = true;
      const { server } = await publish((request, response) =>
        isBroken ? void response.writeHead(500).end() : keysOf(() => [key])(request, response),
      );
      const assertion = await assertionOf();
      expect((await tokenWith(server, assertion)).status).toBe(503);
      isBroken = false;
      later(31);
      expect((await tokenWith(server, assertion)).status).toBe(200);
    }));

  it('by a function that never answers give 503 too, and the next request tries again (R375).', () =>
    withClock(async () => {
      let isHanging = true;
      const fetch =
        (port: number): FetchKeys =>
        (url, bounds) =>
          isHanging ? new Promise(() => {}) : localFetch(port)(url, bounds);
      const { statusOf } = await publish(
        keysOf(() => [key]),
        { fetch },
      );
      expect(await statusOf(key)).toBe(503);
      isHanging = false;
      later(31);
      expect(await statusOf(key)).toBe(200);
    }));

  it('because they are more than 64 kilobytes, are no keys.', async () => {
    const { statusOf } = await publish((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ keys: [key.jwk], padding: 'x'.repeat(70_000) }));
    });
    expect(await statusOf(key)).toBe(401);
  });

  it('because the URL is on an address of this machine: the server sends no request to this address.', async () => {
    const { statusOf, requests } = await publish(
      keysOf(() => [key]),
      { fetch: () => guardedFetch, changes: { jwks_uri: 'https://127.0.0.1:1/jwks.json' } },
    );
    expect(await statusOf(key)).toBe(401);
    expect(requests).toEqual([]);
  });
});

describe('A limit', () => {
  const publishWithLimit = async (changes: Partial<ClientMetadata>) => {
    const asked: string[] = [];
    const take = (name: string) => {
      asked.push(name);
      return { allowed: false, retryAfterSeconds: 5 } as const;
    };
    return {
      asked,
      ...(await publish(
        keysOf(() => [key]),
        { changes, limits: { take } },
      )),
    };
  };

  it('of fetches counts for the keys of a client that the operator did not register: the client gets 429.', async () => {
    const { statusOf, requests, asked } = await publishWithLimit({ origin: 'self' });
    expect(await statusOf(key)).toBe(429);
    expect(asked).toEqual([expect.stringMatching(/^document:client\.example:\d+$/)]);
    expect(requests).toEqual([]);
  });

  it('that strangers have reached for a host does not stop a client of the operator whose keys are there.', async () => {
    const { statusOf, requests } = await publishWithLimit({});
    expect(await statusOf(key)).toBe(200);
    expect(requests).toHaveLength(1);
  });
});

describe('A client metadata document', () => {
  it('can name the URL of keys, and its client then authenticates with them.', async () => {
    const { port } = await startServer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      if (request.url === '/jwks.json') return void response.end(JSON.stringify({ keys: [key.jwk] }));
      const origin = `https://${request.headers.host}`;
      return void response.end(
        JSON.stringify({
          client_id: `${origin}/client.json`,
          client_name: 'Editor',
          redirect_uris: [`${origin}/callback`],
          token_endpoint_auth_method: 'private_key_jwt',
          jwks_uri: `${origin}/jwks.json`,
        }),
      );
    });
    const clientId = `https://client.example:${port}/client.json`;
    const server = await start({
      options: {
        clientSources: [clientDocuments({ fetch: localFetch(port) })],
        clientAssertions: privateKeyJwt({ fetch: localFetch(port) }),
      },
    });
    const asked = async (signedWith: ClientKey): Promise<unknown> => {
      const assertion = await assertionOf(signedWith, claimsOf(clientId));
      const { status, body } = await tokenWith(server, assertion, {
        grant_type: 'authorization_code',
        code: 'unknown',
        redirect_uri: `https://client.example:${port}/callback`,
      });
      return [status, body['error']];
    };
    expect(await asked(key)).toEqual([400, 'invalid_grant']);
    expect(await asked(await makeKey('ES256', 'key-1'))).toEqual([401, 'invalid_client']);
  });
});

describe('An assertion whose keys take long to fetch', () => {
  it('is rejected if it has expired meanwhile, because the store would forget its use at once (R366, R373).', async () => {
    let now = fixedNow;
    const { port } = await startServer((request, response) => {
      now = fixedNow + 60 + 30;
      keysOf(() => [key])(request, response);
    });
    const server = await start({
      clients: [defineClient({ ...withoutKeys, jwks_uri: `https://client.example:${port}/jwks.json` })],
      settings: { fetch: localFetch(port) },
      options: { now: () => now },
    });
    const assertion = await assertionOf(key, { ...claimsOf(), exp: fixedNow + 60 });
    const answers = await Promise.all([tokenWith(server, assertion), tokenWith(server, assertion)]);
    expect(answers.map(({ status, body }) => [status, body['error_description']])).toEqual(
      Array.from({ length: 2 }, () => [401, expect.stringContaining('client_assertion is expired')]),
    );
  });
});
