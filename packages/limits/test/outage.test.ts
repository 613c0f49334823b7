import { type KeptLimits, redisLimits } from '@codegrant/limits';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { expect, it, onTestFinished } from 'vitest';
import { describeWithOwnRedis } from '../../redis/test/engines/describe-with-redis.ts';
import { type RunningRedis, startRedis } from '../../redis/test/engines/redis-server.ts';

const rules = { trial: { points: 3, seconds: 900 } };

interface Kind {
  readonly name: string;
  /** Limits over a client that is connected. */
  readonly open: (
    redis: RunningRedis,
    timeoutMilliseconds?: number,
  ) => Promise<{ readonly limits: KeptLimits<unknown>; readonly close: () => void }>;
}

const kinds: readonly Kind[] = [
  {
    name: 'redis (node-redis)',
    open: async ({ url }, timeoutMilliseconds) => {
      const client = createClient({ url });
      await client.on('error', () => {}).connect();
      return { limits: redisLimits(client, { rules, timeoutMilliseconds }), close: () => client.destroy() };
    },
  },
  {
    name: 'ioredis',
    open: async ({ url }, timeoutMilliseconds) => {
      const client = new Redis(url, { lazyConnect: true });
      await client.on('error', () => {}).connect();
      return { limits: redisLimits(client, { rules, timeoutMilliseconds }), close: () => client.disconnect() };
    },
  },
];

describeWithOwnRedis('While Redis cannot be reached, the process counts in its own memory (R340),', () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))('with %s.', async (_name, { open }) => {
    const redis = await startRedis();
    const { limits, close } = await open(redis);
    onTestFinished(close);
    expect(await limits.take('trial:a', 3)).toEqual({ allowed: true });
    await redis.stop();
    const answers = [];
    // The first command may still be sent to the connection that was lost.
    for (let time = 0; time < 5; time += 1) answers.push((await limits.take('trial:a', 1)).allowed);
    expect(answers).toEqual([true, true, true, false, false]);
    expect(await limits.take('trial:a', 0)).toEqual({ allowed: false, retryAfterSeconds: expect.any(Number) });
    await limits.forget('trial:a');
    expect(await limits.take('trial:a', 0)).toEqual({ allowed: true });
  });

  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    'if it does not answer in time, with %s.',
    async (_name, { open }) => {
      const redis = await startRedis();
      onTestFinished(redis.stop);
      const { limits, close } = await open(redis, 50);
      onTestFinished(close);
      const admin = createClient({ url: redis.url });
      await admin.connect();
      onTestFinished(() => admin.destroy());
      await admin.sendCommand(['CLIENT', 'PAUSE', '600000', 'ALL']);
      const answers = [];
      for (let time = 0; time < 4; time += 1) answers.push((await limits.take('trial:a', 1)).allowed);
      expect(answers).toEqual([true, true, true, false]);
      expect((await limits.take('trial:a', 0)).allowed).toBe(false);
    },
  );
});
