import type { CodeRecord } from './code-record.ts';

/** A code as a store hands it out. Taking it marks it as used, so that of any number of takers one is the first. */
export interface TakenCode {
  readonly record: CodeRecord;
  readonly firstUse: boolean;
}
