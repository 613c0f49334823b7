import type { SendCommand } from '../send-command.ts';

/** What is used of a client or a cluster of `ioredis`. */
export interface IoRedis {
  readonly call: (command: string, ...args: string[]) => Promise<unknown>;
}

/** Sends commands by a client or a cluster of `ioredis`. */
export const ioredis =
  (client: IoRedis): SendCommand =>
  ([name = '', ...args]) =>
    client.call(name, ...args);
