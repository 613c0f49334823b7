export { redisStore } from './redis-store.ts';
export type { RedisStorage, RedisStoreSettings } from './redis-store.ts';
export { redisClientRegistry } from './redis-client-registry.ts';
export type { RedisClientRegistrySettings } from './redis-client-registry.ts';
export type { SendCommand } from './send-command.ts';

// The clients.
export { ioredis } from './drivers/ioredis.ts';
export type { IoRedis } from './drivers/ioredis.ts';
export { nodeRedis } from './drivers/node-redis.ts';
export type { NodeRedis } from './drivers/node-redis.ts';
export { nodeRedisCluster } from './drivers/node-redis-cluster.ts';
export type { NodeRedisCluster } from './drivers/node-redis-cluster.ts';
