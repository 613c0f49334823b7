import { type Channel, channel } from 'node:diagnostics_channel';
import type { ServerEvent } from '@codegrant/server';

// Kept in a module variable: a channel without references is garbage collected.
const events: Channel = channel('codegrant:event');

/**
 * A `report` option that publishes every event on the channel `codegrant:event` of node:diagnostics_channel, for
 * subscribers in the same process. Without subscribers it does nothing.
 *
 * @param event passed to each subscriber unchanged and synchronously, before the request is answered. What a subscriber
 *   throws does not reach the server: Node makes it an uncaught exception
 * @example
 * const server = createAuthorizationServer({ ...options, report: publishEvents });
 * subscribe('codegrant:event', (event) => console.log(event));
 */
export const publishEvents = (event: ServerEvent): void => events.publish(event);
