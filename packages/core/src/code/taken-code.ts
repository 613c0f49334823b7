import type { CodeRecord } from './code-record.ts';

/** A code that was taken from a store. To take a code marks the code as used. */
export interface TakenCode {
  readonly record: CodeRecord;
  /** Whether this was the first use of the code. */
  readonly firstUse: boolean;
  /**
   * When the code was first used, in seconds since 1970-01-01T00:00:00Z. `undefined` if the store does not keep this time: every second
   * use then revokes the grant.
   */
  readonly usedAt?: number | undefined;
}
