import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { accepts, freePort } from '../../../../testing/free-port.ts';
import { type RunningEngine, startEngine } from '../../../../testing/running-engine.ts';

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

/** A Redis server of the tests. */
export interface RunningRedis extends RunningEngine {
  readonly url: string;
  readonly port: number;
}

/**
 * Starts a Redis server of its own on 127.0.0.1, which writes nothing but into a folder that is deleted at the end.
 *
 * @param settings more settings, as options of the command
 * @throws {Error} if Redis is not installed
 */
export const startRedis = async (...settings: readonly string[]): Promise<RunningRedis> => {
  const path = program;
  if (path === undefined) throw new Error('redis-server not found. Install it, or set REDIS_SERVER_PATH.');
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...settings];
  const engine = await startEngine({
    spawn: () => spawn(path, own, { cwd: folder, stdio: 'ignore' }),
    isReady: () => accepts(port),
    folder,
    signal: 'SIGTERM',
  });
  return { url: `redis://127.0.0.1:${port}`, port, ...engine };
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
