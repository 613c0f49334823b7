import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** The folder of the whole project. */
export const root: string = join(import.meta.dirname, '../../..');

/** A file of the project. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const pathOf = (name: string): string => join(import.meta.dirname, 'snippets', name);

/** The code of a snippet. */
export const snippet = (name: string): string => readFileSync(pathOf(name), 'utf8');

/** The TypeScript blocks of a document. */
export const blocksOf = (document: string): readonly string[] =>
  Array.from(read(document).matchAll(/```ts\n([\s\S]*?)```/g), ([, block]) => block ?? '');

/** The lines of a snippet. */
export const linesOf = (name: string): readonly string[] => snippet(name).trimEnd().split('\n');

/** Runs a snippet to its end, and tells what it printed. */
export const run = (name: string): string =>
  execFileSync(process.execPath, ['--conditions=@codegrant/source', pathOf(name)], { encoding: 'utf8' });

/** A port that was free a moment ago. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const launch = (name: string, port: number): ChildProcess => {
  const env = { PATH: process.env['PATH'], PORT: String(port), ISSUER: `http://127.0.0.1:${port}` };
  const child = spawn(process.execPath, ['--conditions=@codegrant/source', pathOf(name)], { env });
  onTestFinished(() => void child.kill());
  return child;
};

/** Starts a snippet that serves at PORT until the test is over. Returns its origin, which is its ISSUER too. */
export const start = async (name: string): Promise<string> => {
  const port = await freePort();
  launch(name, port);
  return `http://127.0.0.1:${port}`;
};

/** Starts a snippet that serves at PORT until the test is over. Returns the first line that it prints. */
export const startAndRead = async (name: string): Promise<string> => {
  const { stdout } = launch(name, await freePort());
  if (stdout !== null) for await (const line of createInterface(stdout)) return line;
  throw new Error(`${name} printed nothing.`);
};

/** The first response of a server that is just starting. */
export const knock = async (address: string): Promise<Response> => {
  try {
    return await fetch(address, { redirect: 'manual' });
  } catch {
    return knock(address);
  }
};
