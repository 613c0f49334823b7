import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ListenerName } from './listeners.ts';

/** A server that is alive. */
export interface StartedServer {
  /** The name of its row. */
  readonly name: string;
  readonly listener: ListenerName;
  readonly origin: string;
  /** The processor time that it has used since its start, in nanoseconds. */
  readonly processorTime: () => Promise<number>;
  readonly stop: () => void;
}

const messageOf = async (child: ChildProcess): Promise<unknown> => {
  const [message]: unknown[] = await once(child, 'message');
  return message;
};

/**
 * Starts a server in a process of its own.
 *
 * @param checkout another checkout whose packages serve, built. Default: this one
 */
export const startServer = async (name: string, listener: ListenerName, checkout?: string): Promise<StartedServer> => {
  const args = checkout === undefined ? [listener] : [listener, checkout];
  const child = fork(join(import.meta.dirname, 'server-process.ts'), args, { execArgv: [] });
  const origin = String(await messageOf(child));
  return {
    name,
    listener,
    origin,
    processorTime: () => {
      const answered = messageOf(child);
      child.send('how much');
      return answered.then(Number);
    },
    stop: () => {
      child.kill();
    },
  };
};
