import { spawn } from 'node:child_process';
import { stop, untilReady } from '../../../testing/child-process.ts';
import { freePort } from '../../../testing/free-port.ts';

/** A running server process. */
interface RunningServer {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

const answers = async (origin: string): Promise<boolean> => {
  try {
    await fetch(origin);
    return true;
  } catch {
    return false;
  }
};

/**
 * Starts a server and waits until it answers.
 *
 * @param command returns the command that serves on a port. The process also gets the port as PORT
 * @throws if the server ends, or does not answer within a minute
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
  await untilReady(child, () => answers(origin));
  return { origin, stop: () => stop(child) };
};
