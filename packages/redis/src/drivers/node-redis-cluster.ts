import type { SendCommand } from '../send-command.ts';

/** What is used of a cluster of `redis` (node-redis). */
export interface NodeRedisCluster {
  readonly sendCommand: (
    firstKey: string | undefined,
    isReadonly: boolean | undefined,
    command: string[],
  ) => Promise<unknown>;
}

/** Sends commands by a cluster of `redis` (node-redis), which has to be told the key. Connect the cluster first. */
export const nodeRedisCluster =
  (cluster: NodeRedisCluster): SendCommand =>
  (command) =>
    // EVAL script 1 key
    cluster.sendCommand(command[3], false, [...command]);
