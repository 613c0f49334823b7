import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ServerEvent } from '@codegrant/server';

// Only events are sent on this channel, but its type does not say so.
const isEvent = (message: unknown): message is ServerEvent =>
  typeof message === 'object' && message !== null && 'kind' in message;

/** Hands every event to `listener`, until what it returns is called. */
export const onEvent = (listener: (event: ServerEvent) => void): (() => void) => {
  const hear = (message: unknown): void => {
    if (isEvent(message)) listener(message);
  };
  subscribe('codegrant:event', hear);
  return () => void unsubscribe('codegrant:event', hear);
};
