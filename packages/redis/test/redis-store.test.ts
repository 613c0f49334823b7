import { plainGrant, plainRecord } from '@codegrant/conformance';
import { nodeRedis, redisStore } from '@codegrant/redis';
import {
  type AccessTokenRecord,
  type CodeRecord,
  type GrantRecord,
  type RefreshTokenRecord,
  type RefreshTokenUse,
  TemporarilyUnavailable,
} from '@codegrant/server';
import { createClient } from 'redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { problemsOf } from '../../../testing/problems-of.ts';
import { describeWithRedis } from './engines/describe-with-redis.ts';

const now = Math.floor(Date.now() / 1000);

const record: CodeRecord = { ...plainRecord, codeHash: 'a-hash', expiresAt: now + 60 };

const grant: GrantRecord = { ...plainGrant, grantId: 'a-grant', subject: 'user-1', expiresAt: now + 60 };

const token: RefreshTokenRecord = {
  tokenHash: 'a-hash',
  grantId: 'a-grant',
  subject: 'user-1',
  expiresAt: now + 60,
};

const accessToken: AccessTokenRecord = {
  tokenHash: 'a-hash',
  grantId: 'a-grant',
  subject: 'user-1',
  clientId: 'web',
  scope: 'read',
  resources: undefined,
  authTime: undefined,
  issuedAt: now,
  expiresAt: now + 60,
};

const use: RefreshTokenUse = { salt: 'a-salt', usedAt: now, successorHash: 'another-hash' };

const problemsOfSettings = (settings: object): readonly string[] =>
  problemsOf(() => redisStore(async () => null, settings));

describe('redisStore', () => {
  it.each(['', 'a b', 'é', 'a\n', 'a'.repeat(65), 7, null])('refuses the prefix %j.', (prefix) => {
    expect(problemsOfSettings({ prefix })).toEqual([
      `prefix ${JSON.stringify(prefix)} must be 1 to 64 visible ASCII characters.`,
    ]);
  });

  it('refuses a misspelt setting.', () => {
    expect(problemsOfSettings({ keyPrefix: 'a:' })).toEqual(['keyPrefix is not a setting: correct its spelling.']);
  });

  it('leaves ports to another store.', () => {
    const send = async () => null;
    expect(Object.keys(redisStore(send).storage)).toEqual(['store', 'grants', 'accessTokens']);
    expect(Object.keys(redisStore(send, { except: ['grants'] }).storage)).toEqual(['store', 'accessTokens']);
    expect(problemsOfSettings({ except: 'grants' })).toEqual([
      "except must be a list of ports, for example ['store'].",
    ]);
    expect(problemsOfSettings({ except: ['clients'] })).toEqual([
      'except names clients. It may name store, grants, accessTokens.',
    ]);
  });

  it('refuses a client in place of a function that sends commands: each request would look like an outage.', () => {
    const client: object = { sendCommand: async () => 'OK' };
    expect(problemsOf(() => redisStore(Object(client)))).toEqual([
      'send must be a function, such as nodeRedis(client) or ioredis(client).',
    ]);
  });

  it('sends one command with one key for each step.', async () => {
    const sent: (readonly string[])[] = [];
    const replies = ['OK', null, 'deny', 'OK', null, [], 'OK', 'OK', null, null, 'OK', null, 1];
    const { store, grants, accessTokens } = redisStore(
      async (command) => {
        sent.push(command);
        return replies.shift();
      },
      { prefix: 'oauth:' },
    ).storage;
    await store.saveCode(record);
    expect(await store.takeCode('a-hash', now)).toBeUndefined();
    expect(await store.recordAnswer('an-id', 'deny', now + 600)).toBe('deny');
    await grants.saveGrant(grant);
    expect(await grants.findGrant('user-1', 'a-grant')).toBeUndefined();
    expect(await grants.listGrants('user-1')).toEqual([]);
    await grants.revokeGrant('user-1', 'a-grant', now + 600);
    await grants.saveRefreshToken(token);
    expect(await grants.findRefreshToken('a-hash')).toBeUndefined();
    expect(await grants.useRefreshToken('a-hash', use)).toBeUndefined();
    await accessTokens.saveAccessToken(accessToken);
    expect(await accessTokens.findAccessToken('a-hash')).toBeUndefined();
    await accessTokens.revokeAccessToken('a-hash');
    const time = expect.stringMatching(/^\d{10}$/);
    expect(sent.map(([name, , keys, key, ...args]) => [name, keys, key, ...args])).toEqual([
      ['EVAL', '1', 'oauth:code:a-hash', JSON.stringify(record), String(now + 360)],
      ['EVAL', '1', 'oauth:code:a-hash', String(now)],
      ['EVAL', '1', 'oauth:answer:an-id', 'deny', String(now + 900)],
      ['EVAL', '1', 'oauth:grants:user-1', 'grant:a-grant', String(now + 360), JSON.stringify(grant), time],
      ['EVAL', '1', 'oauth:grants:user-1', 'grant:a-grant'],
      ['EVAL', '1', 'oauth:grants:user-1'],
      ['EVAL', '1', 'oauth:grants:user-1', 'grant:a-grant', String(now + 900), time],
      ['EVAL', '1', 'oauth:refresh-token:a-hash', JSON.stringify(token), String(now + 360)],
      ['EVAL', '1', 'oauth:refresh-token:a-hash'],
      ['EVAL', '1', 'oauth:refresh-token:a-hash', JSON.stringify(use)],
      ['EVAL', '1', 'oauth:access-token:a-hash', JSON.stringify(accessToken), String(now + 360)],
      ['EVAL', '1', 'oauth:access-token:a-hash'],
      ['EVAL', '1', 'oauth:access-token:a-hash'],
    ]);
  });

  const cause = new Error('no connection');

  it.each<[string, () => Promise<never>]>([
    ['rejects', () => Promise.reject(cause)],
    [
      'throws',
      () => {
        throw cause;
      },
    ],
  ])('says that it is unavailable if the client %s, with its error as the cause (R192).', async (_how, send) => {
    const { store, grants } = redisStore(send).storage;
    const calls = [
      store.saveCode(record),
      store.takeCode('a-hash', now),
      store.recordAnswer('an-id', 'deny', record.expiresAt),
      grants.saveGrant(grant),
      grants.useRefreshToken('a-hash', use),
    ];
    for (const call of calls)
      await expect(call).rejects.toEqual(
        new TemporarilyUnavailable('Redis did not run a command: Error: no connection', { cause }),
      );
    await expect(store.takeCode('a-hash', now)).rejects.toMatchObject({ cause });
  });

  it.each([
    ['a reply in an object', { result: ['{}', 1] }, 'an array'],
    ['bytes', [Buffer.from('{}'), 1], 'a string'],
  ])('says what it needs if a client of your own resolves to %s.', async (_what, reply, needed) => {
    const { store } = redisStore(async () => reply).storage;
    await expect(store.takeCode('a-hash', now)).rejects.toThrow(
      `send must resolve to the reply of Redis, which is ${needed}.`,
    );
  });
});

describeWithRedis('In Redis,', ({ url, prefix }) => {
  const connect = async () => {
    const client = createClient({ url });
    await client.connect();
    onTestFinished(() => client.destroy());
    return { client, ...redisStore(nodeRedis(client), { prefix }).storage };
  };

  it('a key is kept as long as its code or answer, and five minutes more.', async () => {
    const { client, store } = await connect();
    await store.saveCode(record);
    await store.takeCode(record.codeHash, now);
    await store.recordAnswer('an-id', 'deny', now + 600);
    await store.recordAnswer('an-id', 'allow', now + 60);
    expect(await client.expireTime(`${prefix}code:a-hash`)).toBe(now + 360);
    expect(await client.expireTime(`${prefix}answer:an-id`)).toBe(now + 900);
  });

  it('an access token is kept until it expires, and five minutes more, and a revoked one has no key.', async () => {
    const { client, accessTokens } = await connect();
    await accessTokens.saveAccessToken(accessToken);
    expect(await client.expireTime(`${prefix}access-token:a-hash`)).toBe(now + 360);
    await accessTokens.revokeAccessToken('a-hash');
    expect(await client.exists(`${prefix}access-token:a-hash`)).toBe(0);
  });

  it('an access token whose hash is saved already is refused.', async () => {
    const { accessTokens } = await connect();
    const other = { ...accessToken, tokenHash: 'another-hash' };
    await accessTokens.saveAccessToken(other);
    await expect(accessTokens.saveAccessToken({ ...other, subject: 'user-2' })).rejects.toThrow('saved already');
    expect(await accessTokens.findAccessToken('another-hash')).toMatchObject({ subject: 'user-1' });
  });

  it('taking an unknown code adds no key.', async () => {
    const { client, store } = await connect();
    await store.takeCode('unknown', now);
    expect(await client.exists(`${prefix}code:unknown`)).toBe(0);
  });

  it('a code whose hash is saved already is refused.', async () => {
    const { store } = await connect();
    const other = { ...record, codeHash: 'another-hash' };
    await store.saveCode(other);
    await expect(store.saveCode({ ...other, subject: 'user-2' })).rejects.toThrow('saved already');
    expect(await store.takeCode('another-hash', now)).toMatchObject({ record: { subject: 'user-1' }, firstUse: true });
  });
});
