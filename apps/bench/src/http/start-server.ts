import { fork } from 'node:child_process';
import { join } from 'node:path';
import { ask, nextMessage } from '../process/ask.ts';
import type { ListenerName } from './listeners.ts';

/** A server whose process runs. */
export interface StartedServer {
  /** The name of its row. */
  readonly name: string;
  readonly listener: ListenerName;
  readonly origin: string;
  /** The processor time that it has used since its start, in nanoseconds. */
  readonly processorTime: () => Promise<number>;
  readonly stop: () => void;
}

/**
 * Starts a server in a process of its own.
 *
 * @param checkout another checkout whose packages serve, built. Default: this one
 */
export const startServer = async (name: string, listener: ListenerName, checkout?: string): Promise<StartedServer> => {
  const args = checkout === undefined ? [listener] : [listener, checkout];
  const child = fork(join(import.meta.dirname, 'server-process.ts'), args, { execArgv: [] });
  const origin = String(await nextMessage(child));
  return {
    name,
    listener,
    origin,
    processorTime: async () => Number(await ask(child, 'processor time')),
    stop: () => {
      child.kill();
    },
  };
};
