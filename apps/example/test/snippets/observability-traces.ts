import { type Attributes, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { ServerEvent } from '@codegrant/server';

const attributesOf = (event: ServerEvent): Attributes => ({
  'codegrant.endpoint': event.endpoint,
  'codegrant.event': event.kind,
  'codegrant.rule': 'rule' in event ? event.rule : undefined,
  'codegrant.client_id': event.clientId,
  'user.hash': event.subjectHash,
});

/** A report port that makes a span of each event, from the request to the event. */
export const traceEvents =
  (tracer: Tracer) =>
  (event: ServerEvent): void => {
    // Not from `at`, which is whole seconds: an event is reported at the moment it happens.
    const endTime = Date.now();
    const startTime = endTime - event.durationMs;
    const span = tracer.startSpan(`codegrant ${event.endpoint}`, { startTime, attributes: attributesOf(event) });
    if (event.kind === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(endTime);
  };
