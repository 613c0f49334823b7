import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of a Redis server, or an empty string if there is none on this machine. */
    redisUrl: string;
  }
}

/** The program of Redis or Valkey. */
export const program: string | undefined = [
  process.env['REDIS_SERVER_PATH'],
  '/usr/bin/redis-server',
  '/usr/bin/valkey-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
].find((path) => path !== undefined && existsSync(path));

/** A server that runs until it is stopped. */
export interface RunningRedis {
  readonly url: string;
  readonly port: number;
  /** Ends the server, with SIGTERM by default. Its folder stays. */
  readonly end: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts the server again after `end`, with the same port, folder and settings. */
  readonly start: () => Promise<void>;
  /** Ends the server and deletes its folder. */
  readonly stop: () => Promise<void>;
}

/** A port that was free a moment ago. Another process may still take it first. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  return address.port;
};

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const ended = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  child.kill(signal);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};

const launch = async (program: string, folder: string, port: number, settings: readonly string[]) => {
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...settings];
  const child = spawn(program, own, { cwd: folder, stdio: 'ignore' });
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`Redis did not start: it ended with ${child.exitCode}.`);
    await wait(20);
  }
  return child;
};

/**
 * Starts a Redis server of its own on 127.0.0.1, which writes nothing but into a folder that is deleted at the end.
 *
 * @param settings more settings, as options of the command
 * @throws {Error} if Redis is not installed
 */
export const startRedis = async (...settings: readonly string[]): Promise<RunningRedis> => {
  if (program === undefined) throw new Error('redis-server not found. Install it, or set REDIS_SERVER_PATH.');
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const port = await freePort();
  let child = await launch(program, folder, port, settings);
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    end: (signal = 'SIGTERM') => ended(child, signal),
    start: async () => {
      child = await launch(program, folder, port, settings);
    },
    stop: async () => {
      await ended(child, 'SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Provides the tests with a Redis server: the one of `REDIS_URL`, or one that runs as long as the tests. */
export default async ({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const given = process.env['REDIS_URL'];
  if (given !== undefined || program === undefined) {
    provide('redisUrl', given ?? '');
    if (given === undefined) console.log('Redis is not installed, so its tests are skipped. In CI they fail.');
    return undefined;
  }
  const { url, stop } = await startRedis();
  provide('redisUrl', url);
  return stop;
};
