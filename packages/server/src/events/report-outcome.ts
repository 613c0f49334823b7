import { type ConsentKeys, subjectHash } from '@codegrant/core';
import { systemNow } from '../platform/system.ts';
import type { Endpoint, Outcome, ServerEvent } from './events.ts';

/** The client and the resource owner of an outcome, where they are known. */
interface Parties {
  readonly clientId?: string | undefined;
  readonly subject?: string | undefined;
}

/** Reports an outcome of one request to the `report` option. Never throws. */
export type ReportOutcome = (outcome: Outcome, parties?: Parties) => void;

/** Calls `report` and ignores what it throws or rejects with: a failing log must not change the answer. */
const ignoringErrors = (report: () => unknown): void => {
  try {
    Promise.resolve(report()).catch(() => {});
  } catch {
    // There is nowhere left to report it to.
  }
};

/** The time by the `now` option. If that throws, the system's time: the failure of the clock must be reported too. */
const timeOf = (now: () => number): number => {
  try {
    return now();
  } catch {
    return systemNow();
  }
};

/** What a reporter takes from the settings of a server. */
interface ReportSettings {
  readonly report: ((event: ServerEvent) => void) | undefined;
  readonly now: () => number;
  readonly consentKeys: ConsentKeys;
}

/** Makes the function that reports the outcomes of one request. `durationMs` is measured from this call. */
export const outcomeReporter = (endpoint: Endpoint, { report, now, consentKeys }: ReportSettings): ReportOutcome => {
  if (report === undefined) return () => {};
  const startedAt = performance.now();
  return (outcome, { clientId, subject } = {}) =>
    ignoringErrors(() =>
      report({
        ...outcome,
        endpoint,
        clientId,
        subjectHash: subject === undefined ? undefined : subjectHash(subject, consentKeys),
        at: timeOf(now),
        durationMs: performance.now() - startedAt,
      }),
    );
};
