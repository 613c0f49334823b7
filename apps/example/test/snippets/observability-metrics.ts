import type { Meter } from '@opentelemetry/api';
import type { ServerEvent } from '@codegrant/server';

/** A report port that counts events, and measures how long each took. */
export const countEvents = (meter: Meter): ((event: ServerEvent) => void) => {
  const events = meter.createCounter('codegrant.events', { unit: '{event}' });
  const duration = meter.createHistogram('codegrant.event.duration', { unit: 'ms' });
  return (event) => {
    const attributes = { 'codegrant.endpoint': event.endpoint, 'codegrant.event': event.kind };
    events.add(1, 'rule' in event ? { ...attributes, 'codegrant.rule': event.rule } : attributes);
    duration.record(event.durationMs, attributes);
  };
};
