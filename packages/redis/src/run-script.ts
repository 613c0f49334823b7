import { TemporarilyUnavailable } from '@codegrant/server';
import type { SendCommand } from './send-command.ts';

// Redis runs a script as a whole, and no other command between its commands. Each script of this package uses one key, so that on a
// cluster it runs on the node that has the key. They use commands that Redis 4 and every release of Valkey have.

/** Runs a script on one key, with the values of ARGV. */
export type RunScript = (script: string, key: string, ...args: readonly string[]) => Promise<unknown>;

/** Makes a function that runs scripts on keys with a prefix. If the client throws or rejects, so does the function, with {@link TemporarilyUnavailable}. */
export const scriptRunner =
  (send: SendCommand, prefix: string): RunScript =>
  async (script, key, ...args) => {
    try {
      return await send(['EVAL', script, '1', `${prefix}${key}`, ...args]);
    } catch (cause) {
      throw new TemporarilyUnavailable(`Redis did not run a command: ${String(cause)}`, { cause });
    }
  };
