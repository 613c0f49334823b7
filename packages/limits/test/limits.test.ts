import { createClient } from 'redis';
import { Redis } from 'ioredis';
import { type KeptLimits, type LimitRules, memoryLimits, redisLimits } from '@codegrant/limits';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWithRedis } from '../../redis/test/engines/describe-with-redis.ts';

const rules = {
  trial: { points: 3, seconds: 900 },
  once: { points: 1, seconds: 1 },
  free: 'unlimited',
} satisfies LimitRules;

const allowed = { allowed: true };
const refused = { allowed: false, retryAfterSeconds: expect.toSatisfy((wait: number) => wait >= 1 && wait <= 900) };

const keepsRules = (limitsOf: () => KeptLimits<unknown>): void => {
  it('An action is allowed as often as its rule says, and then refused.', async () => {
    const { take } = limitsOf();
    const answers = [];
    for (let time = 0; time < 5; time += 1) answers.push(await take('trial:often', 1));
    expect(answers).toEqual([allowed, allowed, allowed, refused, refused]);
  });

  it('Actions at the same time all count.', async () => {
    const { take } = limitsOf();
    const answers = await Promise.all(Array.from({ length: 20 }, () => take('trial:same-time', 1)));
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(3);
  });

  it('Each key has a count of its own.', async () => {
    const { take } = limitsOf();
    await take('trial:one', 3);
    expect([await take('trial:one', 1), await take('trial:other', 1), await take('trial', 1)]).toEqual([
      refused,
      allowed,
      allowed,
    ]);
  });

  it('The cost 0 asks and adds nothing. It is refused as soon as the next action would be.', async () => {
    const { take } = limitsOf();
    const answers = [];
    for (const cost of [0, 0, 0, 0, 1, 0, 1, 0, 1, 0]) answers.push(await take('trial:ask', cost));
    expect(answers).toEqual([...Array.from({ length: 9 }, () => allowed), refused]);
  });

  it('A cost over what is left is refused.', async () => {
    const { take } = limitsOf();
    expect([await take('trial:cost', 2), await take('trial:cost', 2)]).toEqual([allowed, refused]);
  });

  it('When the time is over, the action is allowed again. Attempts meanwhile do not prolong it.', async () => {
    const { take } = limitsOf();
    await take('once:again', 1);
    expect(await take('once:again', 1)).toEqual({ allowed: false, retryAfterSeconds: 1 });
    await expect.poll(() => take('once:again', 0), { timeout: 10_000, interval: 50 }).toEqual(allowed);
    expect(await take('once:again', 1)).toEqual(allowed);
  });

  it('A key can be forgotten.', async () => {
    const { take, forget } = limitsOf();
    await take('trial:forget', 3);
    await forget('trial:forget');
    await forget('trial:never-there');
    expect(await take('trial:forget', 3)).toEqual(allowed);
  });

  it('An action without a limit is always allowed.', async () => {
    const { take, forget } = limitsOf();
    await forget('free:x');
    expect([await take('free:x', 1_000_000), await take('free', 0)]).toEqual([allowed, allowed]);
  });

  it('An action without a rule is an error, which says what to add.', async () => {
    const { take, forget } = limitsOf();
    const says = 'The limits have no rule for "tryal". Add it to rules: { points, seconds }.';
    await expect(take('tryal:x', 1)).rejects.toThrow(says);
    await expect(forget('tryal:x')).rejects.toThrow(says);
    await expect(take('constructor:x', 1)).rejects.toThrow('no rule for "constructor"');
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('A cost of %s is an error.', async (cost) => {
    await expect(limitsOf().take('trial:x', cost)).rejects.toThrow(
      `limits.take needs a cost that is a whole number from 0, not ${cost}.`,
    );
  });

  it('The actions of the server have rules by default.', async () => {
    const { take } = limitsOf();
    for (const key of ['register', 'register:192.0.2.1', 'document:app.example', 'client-secret:a:b', 'sign-in:demo'])
      expect(await take(key, 1)).toEqual(allowed);
    expect([await take('client-secret:a:c', 10), await take('client-secret:a:c', 1)]).toEqual([allowed, refused]);
  });

  it('A key can have any characters.', async () => {
    const { take } = limitsOf();
    for (const key of ['trial:2001:db8::/64', 'trial:ü \n\0*', `trial:${'x'.repeat(10_000)}`])
      expect([await take(key, 3), await take(key, 1)]).toEqual([allowed, refused]);
  });
};

describe('Limits in memory', () => {
  const limits = memoryLimits({ rules });
  keepsRules(() => limits);

  it('keep as many keys as the settings say. The key that nothing was added to for the longest time makes room.', async () => {
    const { take } = memoryLimits({ rules, maximumKeys: 2 });
    await take('trial:a', 3);
    await take('trial:b', 3);
    await take('trial:a', 1);
    await take('trial:c', 3);
    expect([await take('trial:a', 0), await take('trial:b', 0), await take('trial:c', 0)]).toEqual([
      refused,
      allowed,
      refused,
    ]);
  });

  it('are apart from other limits in memory.', async () => {
    await memoryLimits({ rules }).take('trial:apart', 3);
    expect(await memoryLimits({ rules }).take('trial:apart', 1)).toEqual(allowed);
  });
});

describeWithRedis('Limits in Redis, with redis (node-redis),', ({ url, prefix }) => {
  const client = createClient({ url });
  beforeAll(async () => void (await client.connect()));
  afterAll(() => client.destroy());
  keepsRules(() => redisLimits(client, { rules, prefix: `${prefix}n` }));

  it('are shared by processes, and expire.', async () => {
    await redisLimits(client, { rules, prefix }).take('trial:shared', 3);
    expect(await redisLimits(client, { rules, prefix }).take('trial:shared', 1)).toEqual(refused);
    expect(await client.ttl(`${prefix}limit:trial:shared`)).toBeGreaterThan(0);
  });
});

describeWithRedis('Limits in Redis, with ioredis,', ({ url, prefix }) => {
  const client = new Redis(url, { lazyConnect: true });
  beforeAll(() => client.connect());
  afterAll(() => client.disconnect());
  keepsRules(() => redisLimits(client, { rules, prefix: `${prefix}i` }));
});
