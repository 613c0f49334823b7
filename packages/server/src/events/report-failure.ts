import { isLimitReached } from '../ports/limit-reached.ts';
import type { ReportOutcome } from './report-outcome.ts';

/** Reports what a port threw: a failure, or a limit that the caller reached. */
export const reportFailure = (cause: unknown, reportOutcome: ReportOutcome, clientId?: string): void => {
  if (!isLimitReached(cause)) return reportOutcome({ kind: 'failed', cause }, { clientId });
  const { message, retryAfterSeconds } = cause;
  return reportOutcome(
    { kind: 'limited', reason: message, retryAfterSeconds },
    { clientId: clientId ?? cause.clientId },
  );
};
