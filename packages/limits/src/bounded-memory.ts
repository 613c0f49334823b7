import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { LimitRule } from './limit-rules.ts';

/**
 * Counts the actions of a rule in memory, for at most so many keys. One key more takes the place of the key that nothing was added to for
 * the longest time: otherwise, a caller with many addresses could fill the memory.
 */
export class BoundedMemory extends RateLimiterMemory {
  readonly #maximumKeys: number;
  /** The key that nothing was added to for the longest time is the first. */
  readonly #keys = new Set<string>();

  constructor({ points, seconds }: LimitRule, maximumKeys: number) {
    super({ points, duration: seconds, keyPrefix: '' });
    this.#maximumKeys = maximumKeys;
  }

  override consume(key: string, cost: number): Promise<RateLimiterRes> {
    this.#keys.delete(key);
    this.#keys.add(key);
    const [oldest] = this.#keys;
    if (oldest !== undefined && this.#keys.size > this.#maximumKeys) void this.delete(oldest);
    return super.consume(key, cost);
  }

  override delete(key: string): Promise<boolean> {
    this.#keys.delete(key);
    return super.delete(key);
  }
}
