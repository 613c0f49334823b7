export { defaultRules } from './limit-rules.ts';
export type { LimitRule, LimitRules } from './limit-rules.ts';
export type { KeptLimits } from './kept-limits.ts';
export { memoryLimits } from './memory-limits.ts';
export type { LimitsOptions } from './limits-options.ts';
export { networkOf } from './network-of.ts';
export { redisLimits } from './redis-limits.ts';
export type { RedisClient, RedisLimitsOptions } from './redis-limits.ts';
