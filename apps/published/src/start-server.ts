import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A running server process. */
interface RunningServer {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** Returns a free port. Another process may still take it first. */
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

const waitUntilReady = async (child: ChildProcess, origin: string): Promise<void> => {
  const end = Date.now() + 20_000;
  while (!(await answers(origin))) {
    if (child.exitCode !== null) throw new Error(`The server exited with ${child.exitCode} before it answered.`);
    if (Date.now() > end) throw new Error('The server did not answer within 20 seconds.');
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
};

/**
 * Starts a server and waits until it answers.
 *
 * @param command returns the command that serves on a port. The process also gets the port as PORT
 * @throws if the server exits or does not answer within 20 seconds
 */
export const startServer = async (
  cwd: string,
  command: (port: number) => readonly [string, ...string[]],
): Promise<RunningServer> => {
  const port = await freePort();
  const [file, ...args] = command(port);
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const origin = `http://127.0.0.1:${port}`;
  await waitUntilReady(child, origin);
  return {
    origin,
    stop: async () => {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
};
