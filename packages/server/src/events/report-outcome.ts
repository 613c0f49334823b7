import { type ConsentKeys, subjectHash } from '@codegrant/core';
import { systemNow } from '../platform/system.ts';
import type { Endpoint, Outcome, ServerEvent } from './events.ts';
import { reportBrokenReport, reportToConsole } from './report-to-console.ts';

/** The client and the resource owner of an outcome, where they are known. */
interface Parties {
  readonly clientId?: string | undefined;
  readonly subject?: string | undefined;
}

/** Reports an outcome of one request to the `report` option, or a failure to the console. Never throws. */
export type ReportOutcome = (outcome: Outcome, parties?: Parties) => void;

type Report = (event: ServerEvent) => unknown;

/** Calls `report`. What it throws or rejects with goes to the console: a failing log must not change the answer. */
const guarded =
  (report: Report): Report =>
  (event) => {
    try {
      Promise.resolve(report(event)).catch((cause: unknown) => reportBrokenReport(event, cause));
    } catch (cause) {
      reportBrokenReport(event, cause);
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
  /** `undefined` where no outcome has a subject. */
  readonly consentKeys: ConsentKeys | undefined;
}

/** Reports the outcomes of one request to the console. It is told of failures alone, so no other event is made for it. */
const consoleReporter =
  (endpoint: Endpoint): ReportOutcome =>
  (outcome, { clientId } = {}) => {
    if (outcome.kind === 'failed') reportToConsole({ ...outcome, endpoint, clientId });
  };

/** Makes the function that reports the outcomes of one request. `durationMs` is measured from this call. */
export const outcomeReporter = (endpoint: Endpoint, { report, now, consentKeys }: ReportSettings): ReportOutcome => {
  if (report === undefined) return consoleReporter(endpoint);
  const startedAt = performance.now();
  const send = guarded(report);
  return (outcome, { clientId, subject } = {}) =>
    send({
      ...outcome,
      endpoint,
      clientId,
      subjectHash: subject === undefined || consentKeys === undefined ? undefined : subjectHash(subject, consentKeys),
      at: timeOf(now),
      durationMs: performance.now() - startedAt,
    });
};
