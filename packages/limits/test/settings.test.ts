import { memoryLimits, redisLimits } from '@codegrant/limits';
import { Redis } from 'ioredis';
import { createClient, createCluster } from 'redis';
import { describe, expect, it, onTestFinished } from 'vitest';

const client = createClient();

// As JavaScript, which has no types.
const makers: readonly (readonly [string, (settings: object) => unknown])[] = [
  ['memoryLimits', (settings) => memoryLimits(settings)],
  ['redisLimits', (settings) => redisLimits(client, settings)],
];

describe.each(makers)('%s', (name, make) => {
  it.each<readonly [object, string]>([
    [{ rule: {} }, 'rule is not a setting: correct its spelling.'],
    [{ rules: 5 }, 'rules must be an object with a rule for each action.'],
    [{ rules: null }, 'rules must be an object with a rule for each action.'],
    [{ rules: { register: 5 } }, "rules.register must be { points, seconds } or 'unlimited'."],
    [{ rules: { register: undefined } }, "rules.register must be { points, seconds } or 'unlimited'."],
    [{ rules: { register: { seconds: 1 } } }, 'rules.register.points must be a whole number from 1.'],
    [{ rules: { register: { points: 0, seconds: 1 } } }, 'rules.register.points must be a whole number from 1.'],
    [{ rules: { x: { points: 1, seconds: 0.5 } } }, 'rules.x.seconds must be a whole number from 1 to 2000000.'],
    [{ rules: { x: { points: 1, seconds: 2_000_001 } } }, 'rules.x.seconds must be a whole number from 1 to 2000000.'],
    [
      { rules: { x: { points: 1, seconds: 1, duration: 1 } } },
      'rules.x.duration is not a member of a rule: correct its spelling.',
    ],
    [{ rules: { 'a:b': { points: 1, seconds: 1 } } }, 'rules.a:b: an action must have a name without a colon'],
    [{ rules: { '': { points: 1, seconds: 1 } } }, 'rules.: an action must have a name without a colon'],
    [{ maximumKeys: 0 }, 'maximumKeys must be a whole number from 1 to 10000000.'],
    [{ callerOf: 'ip' }, 'limits: callerOf must be a function.'],
  ])('refuses %j.', (settings, problem) => {
    expect(() => make(settings)).toThrow(problem);
  });

  it('names every problem at once.', () => {
    expect(() => make({ rules: { register: 5, document: 5 }, maximumKeys: 'x', size: 1 })).toThrow(
      new RegExp(`^${name}: .*rules\\.register .*rules\\.document .*maximumKeys .*size `),
    );
  });
});

describe('memoryLimits', () => {
  it.each(['prefix', 'timeoutMilliseconds'])('has no setting %s: that is one of redisLimits.', (name) => {
    const settings: object = { [name]: 1 };
    expect(() => memoryLimits(settings)).toThrow(`${name} is not a setting`);
  });
});

describe('redisLimits', () => {
  it.each<readonly [object, string]>([
    [{ prefix: '' }, 'prefix "" must be 1 to 64 visible ASCII characters.'],
    [{ prefix: 'a b' }, 'prefix "a b" must be 1 to 64 visible ASCII characters.'],
    [{ timeoutMilliseconds: 0 }, 'timeoutMilliseconds must be a whole number from 1 to 60000.'],
    [{ timeoutMilliseconds: 60_001 }, 'timeoutMilliseconds must be a whole number from 1 to 60000.'],
  ])('refuses %j.', (settings, problem) => {
    expect(() => redisLimits(client, settings)).toThrow(problem);
  });

  it.each([undefined, null, {}, 'redis://localhost', () => {}])('refuses what is no client: %s.', (other) => {
    expect(() => redisLimits(other as typeof client)).toThrow(
      'redisLimits: client must be a client of redis (node-redis) or ioredis.',
    );
  });

  it('takes clients and clusters of both libraries.', () => {
    const redis = new Redis({ lazyConnect: true });
    onTestFinished(() => redis.disconnect());
    const cluster = createCluster({ rootNodes: [{ url: 'redis://127.0.0.1:1' }] });
    for (const each of [client, redis, cluster]) expect(() => redisLimits(each)).not.toThrow();
  });
});
