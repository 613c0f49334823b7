import type { ServerEvent } from '@codegrant/server';

/** The causes of the failures among the events. */
export const causesIn = (events: readonly ServerEvent[]): readonly string[] =>
  events.flatMap((event) => (event.kind === 'failed' ? [String(event.cause)] : []));
