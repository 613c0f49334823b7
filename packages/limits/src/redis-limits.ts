import { RateLimiterRedis, RLWrapperTimeouts } from 'rate-limiter-flexible';
import { BoundedMemory } from './bounded-memory.ts';
import { isWhole } from './limit-rules.ts';
import { type KeptLimits, keptLimits } from './kept-limits.ts';
import {
  defaultMaximumKeys,
  type LimitsOptions,
  limitsOptionsProblems,
  refuseProblems,
  unknownSettings,
} from './limits-options.ts';

/** A client of `redis` (node-redis) or `ioredis`, or a cluster of one of them. Both have these functions, and more that are used. */
export interface RedisClient {
  readonly eval: (...args: never) => Promise<unknown>;
  readonly multi: (...args: never) => unknown;
  readonly del: (...args: never) => Promise<number>;
}

/** The settings of {@link redisLimits}. */
export interface RedisLimitsOptions<Context> extends LimitsOptions<Context> {
  /** What every key begins with: 1 to 64 visible ASCII characters. Two servers with different issuers need different ones.
   * Default: `codegrant:`. */
  readonly prefix?: string | undefined;
  /**
   * How long Redis may take for an answer, in milliseconds: 1 to 60000. After this time, the process counts in its own memory. Default:
   * 1000.
   */
  readonly timeoutMilliseconds?: number | undefined;
}

const isClient = (client: unknown): client is RedisClient =>
  typeof client === 'object' &&
  client !== null &&
  ['eval', 'multi', 'del'].every((name) => typeof Reflect.get(client, name) === 'function');

/** A client of ioredis defines commands by name, a client of node-redis does not. */
const isNodeRedis = (client: RedisClient): boolean => !('defineCommand' in client);

const isPrefix = (prefix: unknown): boolean => typeof prefix === 'string' && /^[\x21-\x7e]{1,64}$/.test(prefix);

const problemsOf = (client: unknown, settings: RedisLimitsOptions<never>): readonly string[] => {
  const { prefix, timeoutMilliseconds } = settings;
  return [
    ...(isClient(client) ? [] : ['client must be a client of redis (node-redis) or ioredis.']),
    ...limitsOptionsProblems(settings),
    ...unknownSettings(settings, ['rules', 'callerOf', 'maximumKeys', 'prefix', 'timeoutMilliseconds']),
    ...(prefix === undefined || isPrefix(prefix)
      ? []
      : [`prefix ${JSON.stringify(prefix)} must be 1 to 64 visible ASCII characters.`]),
    ...(timeoutMilliseconds === undefined || isWhole(timeoutMilliseconds, 60_000)
      ? []
      : ['timeoutMilliseconds must be a whole number from 1 to 60000.']),
  ];
};

/**
 * Limits in Redis or Valkey, for a server that is several processes. While Redis does not answer, each process counts in its own memory.
 *
 * @param client a client of `redis` (node-redis), which must be connected, or of `ioredis`
 * @throws {InvalidSettings} if the client or a setting is invalid
 * @example
 * const server = createAuthorizationServer({
 *   ...options,
 *   limits: redisLimits(client, { callerOf: (request) => networkOf(request.socket.remoteAddress) }),
 * });
 */
export const redisLimits = <Context = unknown>(
  client: RedisClient,
  settings: RedisLimitsOptions<Context> = {},
): KeptLimits<Context> => {
  refuseProblems('redisLimits', problemsOf(client, settings));
  const {
    rules = {},
    callerOf,
    maximumKeys = defaultMaximumKeys,
    prefix = 'codegrant:',
    timeoutMilliseconds = 1000,
  } = settings;
  return keptLimits(rules, callerOf, (rule) => {
    const limiter = new RateLimiterRedis({
      storeClient: client,
      useRedisPackage: isNodeRedis(client),
      // A command that waits for a connection would keep the caller waiting too.
      rejectIfRedisNotReady: true,
      insuranceLimiter: new BoundedMemory(rule, maximumKeys),
      keyPrefix: `${prefix}limit`,
      points: rule.points,
      duration: rule.seconds,
    });
    // In an outage, it counts in the same memory as its limiter.
    return new RLWrapperTimeouts({ limiter, timeoutMs: timeoutMilliseconds });
  });
};
