import type { ServerEvent } from '@codegrant/server';

/** Writes an event as one line of JSON, and raises an alert if an operator must act. */
export const reportTo =
  (write: (line: string) => void, alert: (what: string) => void) =>
  (event: ServerEvent): void => {
    // An error has no members that JSON shows.
    write(JSON.stringify(event.kind === 'failed' ? { ...event, cause: String(event.cause) } : event));
    if (event.kind === 'failed' || event.kind === 'replayed') alert(`${event.kind} at ${event.endpoint}`);
  };
