import type { CodeRecord } from './code-record.ts';

/** A code that was taken from a store. Taking it marks it as used, and tells whether this was the first use. */
export interface TakenCode {
  readonly record: CodeRecord;
  readonly firstUse: boolean;
  /**
   * When the code was first used, in seconds since 1970-01-01T00:00:00Z. `undefined` if the store does not tell. Then every second use
   * revokes the grant.
   */
  readonly usedAt?: number | undefined;
}
