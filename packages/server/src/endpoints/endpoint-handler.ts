import type { Reply } from '@codegrant/core';
import type { ReportOutcome } from '../events/report-outcome.ts';
import type { HttpRequest } from '../http/http-request.ts';
import type { ServerSettings } from '../options/server-settings.ts';

/**
 * Answers a request to one endpoint and reports the outcome. Rejects if a port fails and the flow has no answer for it.
 */
export type EndpointHandler = <Context>(
  request: HttpRequest<Context>,
  settings: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
) => Promise<Reply>;
