import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A process that serves on a port. */
export interface Served {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** A port that was free a moment ago. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const answers = async (origin: string): Promise<boolean> => {
  try {
    await fetch(origin);
    return true;
  } catch {
    return false;
  }
};

const ready = async (child: ChildProcess, origin: string): Promise<void> => {
  const end = Date.now() + 20_000;
  while (!(await answers(origin))) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode} before it served.`);
    if (Date.now() > end) throw new Error('The server did not serve within 20 seconds.');
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
};

/**
 * Starts a command that serves, and waits until it does.
 *
 * @param command gives the command for a port
 */
export const serve = async (
  cwd: string,
  command: (port: number) => readonly [string, ...string[]],
): Promise<Served> => {
  const port = await freePort();
  const [file, ...args] = command(port);
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const origin = `http://127.0.0.1:${port}`;
  await ready(child, origin);
  return {
    origin,
    stop: async () => {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
};
