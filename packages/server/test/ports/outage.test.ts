import { clientList, defineClient, memoryStore, TemporarilyUnavailable } from '@codegrant/server';
import { grantIdOf } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import {
  answerAsForm,
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
  startServer,
  storedCode,
} from '../test-server.ts';

const limit = { portTimeoutMilliseconds: 10 };

const unavailable = (): never => {
  throw new TemporarilyUnavailable('no connection');
};

describe('A port that fails', () => {
  it.each([
    ['throws', new Error('broken'), 500, false, 'error=server_error'],
    ['is unavailable', new TemporarilyUnavailable('no connection'), 503, true, 'error=temporarily_unavailable'],
  ])(
    'because it %s leads to a page with a link if the client is not trusted (R294, R295).',
    async (_how, cause, status, retries, error) => {
      const identify = (): never => {
        throw cause;
      };
      const clients = clientList([defineClient({ ...registration, origin: 'self' })]);
      const reply = await authorize(startServer({ clients, owner: { identify } }));
      expect(reply.status).toBe(status);
      expect(reply.headers).not.toHaveProperty('refresh');
      expect(reply.headers['retry-after']).toEqual(retries ? expect.stringMatching(/^[1-9]\d*$/) : undefined);
      expect(reply.body).toContain(`https://app.example/cb?${error}`);
    },
  );
});

describe('A code', () => {
  it('that is saved too late is never sent, and the same answer gives another one (R193).', async () => {
    const store = memoryStore();
    const saving: (() => void)[] = [];
    const saveCode: typeof store.saveCode = (record) =>
      new Promise((resolve) => {
        saving.push(() => resolve(store.saveCode(record)));
      });
    const server = startServer({ store: { ...store, saveCode }, ...limit });
    const token = await requestConsent(server);
    const late = await answerAsForm(server, token);
    expect([codeIn(late), redirectParams(late).get('error')]).toEqual([null, 'temporarily_unavailable']);
    for (const save of saving) save();
    const working = startServer({ store });
    expect(codeIn(await answerAsForm(working, token))).toMatch(/^[\w-]{43}$/);
    expect(failuresIn(server.events)).toHaveLength(1);
  });

  it('that is taken too late counts as used, and its tokens are revoked at a try that comes later than a repeated request (R78, R224).', async () => {
    const store = memoryStore();
    const revoked: string[] = [];
    const tokens = {
      issue: () => ({ accessToken: 'a-token', expiresIn: 60 }),
      revoke: (id: string) => void revoked.push(id),
    };
    await store.saveCode(codeRecord);
    const takeCode = (...use: Parameters<typeof store.takeCode>): Promise<never> => {
      void store.takeCode(...use);
      return new Promise(() => {});
    };
    const late = await redeem(startServer({ store: { ...store, takeCode }, tokens, ...limit }), storedCode);
    expect([late.status, JSON.parse(late.body).error]).toEqual([503, 'temporarily_unavailable']);
    for (const seconds of [0, 10]) {
      expect(revoked).toEqual([]);
      const again = await redeem(startServer({ store, tokens, now: () => fixedNow + seconds }), storedCode);
      expect([again.status, JSON.parse(again.body).error]).toEqual([400, 'invalid_grant']);
    }
    expect(revoked).toEqual([grantIdOf(codeRecord.codeHash)]);
  });
});

describe('An outage', () => {
  it('is no mistake of the operator: any other exception, also one at the same call, leads to server_error (R63).', async () => {
    const causes = [new TemporarilyUnavailable('no connection'), new Error('no such table'), 'unavailable', undefined];
    const errors: unknown[] = [];
    for (const cause of causes) {
      const server = startServer({ owner: { identify: () => Promise.reject(cause) } });
      errors.push(redirectParams(await authorize(server)).get('error'));
    }
    expect(errors).toEqual(['temporarily_unavailable', 'server_error', 'server_error', 'server_error']);
  });

  it('of a clock or a source of random bytes may be told in the same way.', async () => {
    const calls = { left: 1 };
    const now = () => (calls.left-- > 0 ? 1_700_000_000 : unavailable());
    const reply = await authorize(startServer({ now }));
    expect(redirectParams(reply).get('error')).toBe('temporarily_unavailable');
  });

  it('does not concern what needs no port: the metadata is served.', async () => {
    const server = startServer({ clients: { find: unavailable }, owner: { identify: unavailable } });
    expect((await get(server, '/.well-known/oauth-authorization-server')).status).toBe(200);
  });

  it('says so on the page, and not what is wrong (R192).', async () => {
    const server = startServer({ clients: { find: unavailable } });
    const reply = await authorize(server);
    expect(reply.headers).toMatchObject({ 'retry-after': '5', 'cache-control': 'no-store' });
    expect(reply.body).toContain('This server is temporarily unavailable. Try again in a few seconds.');
    expect(reply.body).not.toContain('no connection');
  });
});
