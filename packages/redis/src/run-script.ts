import { TemporarilyUnavailable } from '@codegrant/server';
import type { SendCommand } from './send-command.ts';

// Redis runs a script as a whole, and no other command between its commands. The keys of each script of this package are one, or several
// with one hash tag, so that on a cluster it runs on the node that has them. They use commands that Redis 4 and every release of Valkey have.

/** Runs a script on one key, with the values of ARGV. */
export type RunScript = (script: string, key: string, ...args: readonly string[]) => Promise<unknown>;

/** Runs a script on keys, with the values of ARGV. */
export type RunScriptOnKeys = (script: string, keys: readonly string[], args: readonly string[]) => Promise<unknown>;

/** Makes a function that runs scripts on keys with a prefix. If the client throws or rejects, so does the function, with {@link TemporarilyUnavailable}. */
export const runnerOnKeys =
  (send: SendCommand, prefix: string): RunScriptOnKeys =>
  async (script, keys, args) => {
    try {
      return await send(['EVAL', script, String(keys.length), ...keys.map((key) => `${prefix}${key}`), ...args]);
    } catch (cause) {
      throw new TemporarilyUnavailable(`Redis did not run a command: ${String(cause)}`, { cause });
    }
  };

/** As {@link runnerOnKeys}, for scripts with one key. */
export const scriptRunner = (send: SendCommand, prefix: string): RunScript => {
  const run = runnerOnKeys(send, prefix);
  return (script, key, ...args) => run(script, [key], args);
};
