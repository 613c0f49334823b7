import { nodeRedis, redisStore } from '@codegrant/redis';
import {
  clientList,
  type CodeRecord,
  createAuthorizationServer,
  defineClient,
  type Reply,
  type ServerEvent,
} from '@codegrant/server';
import { createHash } from 'node:crypto';
import { createClient } from 'redis';
import { expect, it, onTestFinished } from 'vitest';
import { describeWithOwnRedis } from './engines/describe-with-redis.ts';
import { startRedis } from './engines/redis-server.ts';

const recordOf = (code: string): CodeRecord => ({
  codeHash: createHash('sha256').update(code).digest('base64url'),
  clientId: 'web',
  redirectUri: 'https://web.example/cb',
  subject: 'user-1',
  scope: 'read',
  codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  codeChallengeMethod: 'S256',
  resources: undefined,
  authTime: undefined,
  expiresAt: Math.floor(Date.now() / 1000) + 60,
});

const formOf = (code: string): string =>
  new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: 'web',
    redirect_uri: 'https://web.example/cb',
    code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    code,
  }).toString();

describeWithOwnRedis('An outage of Redis', () => {
  it('ends each token request with a 503, and after it the same process works again (R192, R193).', async () => {
    const redis = await startRedis();
    const client = createClient({ url: redis.url, disableOfflineQueue: true });
    const admin = createClient({ url: redis.url });
    for (const each of [client, admin]) await each.on('error', () => {}).connect();
    onTestFinished(async () => {
      for (const each of [client, admin]) each.destroy();
      await redis.stop();
    });
    const { storage } = redisStore(nodeRedis(client));
    const events: ServerEvent[] = [];
    const server = createAuthorizationServer({
      policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' } } },
      clients: clientList([defineClient({ client_id: 'web', redirect_uris: ['https://web.example/cb'] })]),
      owner: { identify: () => undefined },
      consentKeys: [new Uint8Array(32).fill(1)],
      report: (event) => void events.push(event),
      portTimeoutMilliseconds: 2000,
      storage,
    });
    const redeem = async (code: string): Promise<Reply | undefined> =>
      server.handle({
        method: 'POST',
        target: '/oauth/token',
        header: (name) => (name === 'content-type' ? 'application/x-www-form-urlencoded' : undefined),
        body: () => ({ parsed: formOf(code), stream: undefined }),
        context: undefined,
      });
    const failures = (): readonly string[] =>
      events.splice(0).flatMap((event) => (event.kind === 'failed' ? [String(event.cause)] : []));
    for (const code of ['first', 'second', 'third']) await storage.store.saveCode(recordOf(code));
    expect((await redeem('first'))?.status).toBe(200);

    await admin.sendCommand(['CLIENT', 'PAUSE', '60000', 'WRITE']);
    expect(await redeem('second')).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(failures()).toEqual([
      expect.stringMatching(/^TemporarilyUnavailable: store\.takeCode did not answer within 2000 milliseconds\./),
    ]);
    await admin.sendCommand(['CLIENT', 'UNPAUSE']);

    // Redis has taken the code by now, and nobody received the answer.
    expect(await redeem('second')).toMatchObject({ status: 400, body: expect.stringContaining('invalid_grant') });
    expect((await redeem('third'))?.status).toBe(200);

    await redis.stop();
    expect(await redeem('third')).toMatchObject({
      status: 503,
      body: expect.stringContaining('temporarily_unavailable'),
    });
    expect(failures()).toEqual([
      expect.stringMatching(/^TemporarilyUnavailable: store\.takeCode is not available: Redis did not run a command: /),
    ]);
  });
});
