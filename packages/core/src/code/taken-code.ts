import type { CodeRecord } from './code-record.ts';

/** A code that was taken from a store. Taking it marks it as used, and tells whether this was the first use. */
export interface TakenCode {
  readonly record: CodeRecord;
  readonly firstUse: boolean;
}
