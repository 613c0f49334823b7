import type { SendCommand } from '../send-command.ts';

/** What is used of a client of `redis` (node-redis). */
export interface NodeRedis {
  readonly sendCommand: (command: string[]) => Promise<unknown>;
}

/** Sends commands by a client, or a pool of clients, of `redis` (node-redis). Connect the client first. */
export const nodeRedis =
  (client: NodeRedis): SendCommand =>
  (command) =>
    client.sendCommand([...command]);
