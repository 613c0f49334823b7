import { defaultPages, type Reply, type Surface } from '@codegrant/core';
import type { ReportOutcome } from '../events/report-outcome.ts';

/**
 * Calls `make` with the pages of the surface. If a page of the operator throws, the failure is reported and `make` is
 * called again with the default pages.
 */
export const withPages = (surface: Surface, reportOutcome: ReportOutcome, make: (surface: Surface) => Reply): Reply => {
  try {
    return make(surface);
  } catch (cause) {
    reportOutcome({ kind: 'failed', cause });
    return make({ ...surface, pages: defaultPages });
  }
};
