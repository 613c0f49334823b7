import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { exitCodeOf, untilReady } from './child-process.ts';

/** A database server of the tests, which can be ended and started again with its data. */
export interface RunningEngine {
  /** Ends the server, by default with the signal that closes its connections. Its folder stays. */
  readonly end: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts the server again after `end`, with the same port, folder and settings. */
  readonly start: () => Promise<void>;
  /** Ends the server and deletes its folder. */
  readonly stop: () => Promise<void>;
}

/** How to run a server. */
interface Engine {
  /** Called before the first start, for example to make the files of the server. */
  readonly initialize?: () => void;
  readonly spawn: () => ChildProcess;
  readonly isReady: () => Promise<boolean>;
  /** Deleted at the end, also if the server does not start. */
  readonly folder: string;
  /** The signal that closes the connections. */
  readonly signal: NodeJS.Signals;
}

/** In milliseconds. */
const longestEnd = 20_000;

/**
 * Starts a server again. If a signal has killed PostgreSQL, then its other processes use the memory of the server for a
 * moment, and until they have ended it does not start.
 */
const again = async (start: () => Promise<void>): Promise<void> => {
  const end = Date.now() + longestEnd;
  while (Date.now() < end)
    try {
      return await start();
    } catch {
      await wait(200);
    }
  return start();
};

/**
 * Starts a database server.
 *
 * @throws {Error} if it cannot be started, or ends before it is ready
 */
export const startEngine = async (engine: Engine): Promise<RunningEngine> => {
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = engine.spawn();
    await untilReady(child, engine.isReady);
  };
  const end = async (signal = engine.signal): Promise<void> => {
    if (child === undefined) return;
    child.kill(signal);
    await exitCodeOf(child);
  };
  const stop = async (): Promise<void> => {
    await end();
    rmSync(engine.folder, { recursive: true, force: true });
  };
  try {
    engine.initialize?.();
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return { end, start: () => again(start), stop };
};
