import { type Channel, channel } from 'node:diagnostics_channel';
import type { ServerEvent } from '@codegrant/server';

// Held here for good: a channel that nobody holds is collected.
const events: Channel = channel('codegrant:event');

/**
 * A `report` port that publishes every event on the channel `codegrant:event` of node:diagnostics_channel, for whoever listens in the
 * same process. Where nobody subscribes it does nothing.
 *
 * @param event goes to each subscriber as it is, at once, before the request is answered. What a subscriber throws does not reach
 *   the server; Node makes it an uncaught exception.
 * @example
 * const server = createAuthorizationServer({ ...options, report: publishEvents });
 * subscribe('codegrant:event', (event) => console.log(event));
 */
export const publishEvents = (event: ServerEvent): void => events.publish(event);
