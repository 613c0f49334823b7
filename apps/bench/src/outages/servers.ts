import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../../../../testing/free-port.ts';

/** A server process that can be killed and started again on its port. */
export interface KillableServer {
  readonly origin: string;
  /** Ends the process as `kill -9` does, and starts it again, as a supervisor does. */
  readonly killAndStart: () => Promise<void>;
  /** Whether the process has ended by itself. */
  readonly hasEnded: () => boolean;
  readonly stop: () => Promise<void>;
}

const launch = async (...args: readonly string[]): Promise<ChildProcess> => {
  const child = fork(join(import.meta.dirname, 'server.ts'), args, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (child.exitCode !== null) throw new Error('A server of the outages did not start.');
  return child;
};

const kill = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};

/**
 * Starts a server process.
 *
 * @param store the value of STORE
 * @param journal the file in which it writes down the codes that it issues tokens for
 */
export const startKillableServer = async (store: string, journal: string): Promise<KillableServer> => {
  const port = String(await freePort());
  let child = await launch(store, port, journal);
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    origin: `http://127.0.0.1:${port}`,
    killAndStart: async () => {
      if (hasEnded()) throw new Error('A server has ended by itself.');
      await kill(child);
      child = await launch(store, port, journal);
    },
    hasEnded,
    stop: async () => (hasEnded() ? undefined : kill(child)),
  };
};
