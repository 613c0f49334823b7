import type { CodeRecord } from '@codegrant/core';
import { systemNow } from '../platform/system.ts';
import type { Store } from '../ports/store.ts';
import { type Clock, clockOf } from '../ports/clock.ts';
import { expiredDropper } from './drop-expired.ts';

interface KeptCode {
  readonly record: CodeRecord;
  /** In seconds since 1970-01-01T00:00:00Z. `undefined` until it is used. */
  usedAt: number | undefined;
}

interface RecordedAnswer {
  readonly answer: string;
  readonly expiresAt: number;
}

/** A {@link memoryStore} over a clock that is checked already. */
export const storeWith = (clock: Clock): Store => {
  const codes = new Map<string, KeptCode>();
  const answers = new Map<string, RecordedAnswer>();
  const dropCodes = expiredDropper(codes, ({ record }) => record.expiresAt);
  const dropAnswers = expiredDropper(answers, ({ expiresAt }) => expiresAt);
  return {
    saveCode: (record) => {
      dropCodes(clock());
      codes.set(record.codeHash, { record, usedAt: undefined });
    },
    takeCode: (codeHash, now) => {
      const kept = codes.get(codeHash);
      if (kept === undefined) return undefined;
      const firstUse = kept.usedAt === undefined;
      kept.usedAt ??= now;
      return { record: kept.record, firstUse, usedAt: kept.usedAt };
    },
    recordAnswer: (id, answer, expiresAt) => {
      dropAnswers(clock());
      const recorded = answers.get(id) ?? { answer, expiresAt };
      answers.set(id, recorded);
      return recorded.answer;
    },
  };
};

/**
 * A store in the memory of this process, for a server that is one process. Its content is lost when the process ends.
 * Each method is atomic because JavaScript runs one function at a time.
 *
 * @param now the clock, in seconds since 1970-01-01T00:00:00Z: the same as the server's, or answers are forgotten too
 *   early. Default: the system's
 * @throws {InvalidSettings} if the clock does not return seconds
 */
export const memoryStore = (now: Clock = systemNow): Store => storeWith(clockOf('memoryStore', now));
