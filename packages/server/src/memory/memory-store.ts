import type { CodeRecord } from '@codegrant/core';
import { systemNow } from '../platform/system.ts';
import type { Store } from '../ports/store.ts';
import { dropExpired } from './drop-expired.ts';

interface KeptCode {
  readonly record: CodeRecord;
  used: boolean;
}

interface RecordedAnswer {
  readonly answer: string;
  readonly expiresAt: number;
}

/**
 * A store in the memory of this process, for a server that is one process. Its content is lost when the process ends.
 * Each method is atomic because JavaScript runs one function at a time.
 *
 * @param now the clock, in seconds since 1970-01-01T00:00:00Z. Default: the system's
 */
export const memoryStore = (now: () => number = systemNow): Store => {
  const codes = new Map<string, KeptCode>();
  const answers = new Map<string, RecordedAnswer>();
  return {
    saveCode: (record) => {
      dropExpired(codes, (kept) => kept.record.expiresAt, now());
      codes.set(record.codeHash, { record, used: false });
    },
    takeCode: (codeHash) => {
      const kept = codes.get(codeHash);
      if (kept === undefined) return undefined;
      const firstUse = !kept.used;
      kept.used = true;
      return { record: kept.record, firstUse };
    },
    recordAnswer: (id, answer, expiresAt) => {
      dropExpired(answers, (recorded) => recorded.expiresAt, now());
      const recorded = answers.get(id) ?? { answer, expiresAt };
      answers.set(id, recorded);
      return recorded.answer;
    },
  };
};
