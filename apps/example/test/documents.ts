import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { codeBlocks } from '../../../testing/code-blocks.ts';
import { freeOrigin } from './free-origin.ts';

/** The folder of the whole project. */
export const root: string = join(import.meta.dirname, '../../..');

/** A file of the project. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const pathOf = (name: string): string => join(import.meta.dirname, 'snippets', name);

/** The code of a snippet. */
export const snippet = (name: string): string => readFileSync(pathOf(name), 'utf8');

/** The blocks of code in a document. */
export const blocksOf = (document: string, language = 'ts'): readonly string[] => codeBlocks(read(document), language);

/** The lines of a snippet. */
export const linesOf = (name: string): readonly string[] => snippet(name).trimEnd().split('\n');

/** Runs a snippet to its end, and tells what it printed. */
export const run = (name: string): string =>
  execFileSync(process.execPath, ['--conditions=@codegrant/source', pathOf(name)], { encoding: 'utf8' });

const launch = (name: string, origin: string, more: Readonly<Record<string, string>> = {}): ChildProcess => {
  const env = { PATH: process.env['PATH'], PORT: new URL(origin).port, ISSUER: origin, ...more };
  const child = spawn(process.execPath, ['--conditions=@codegrant/source', pathOf(name)], { env });
  onTestFinished(() => void child.kill());
  return child;
};

/** Waits until a server that is just starting answers. */
const knock = async (origin: string): Promise<void> => {
  try {
    await fetch(origin, { redirect: 'manual' });
  } catch {
    await setTimeout(20);
    await knock(origin);
  }
};

/**
 * Starts a snippet that serves at PORT until the test is over. Returns its origin, which is its ISSUER too.
 *
 * @param more other variables of its environment
 */
export const start = async (name: string, more: Readonly<Record<string, string>> = {}): Promise<string> => {
  const origin = await freeOrigin();
  launch(name, origin, more);
  await knock(origin);
  return origin;
};

/** Starts a snippet that serves at PORT until the test is over. Returns the first line that it prints. */
export const startAndRead = async (name: string): Promise<string> => {
  const { stdout } = launch(name, await freeOrigin());
  if (stdout !== null) for await (const line of createInterface(stdout)) return line;
  throw new Error(`${name} printed nothing.`);
};
