import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask } from '../src/process/ask.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';

const folder = temporaryFolder();

const runs = (name: string, program: string): ChildProcess => {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, program);
  return fork(file);
};

describe('A process that is asked', () => {
  it('answers.', async () => {
    const child = runs(
      'answers',
      'process.once("message", (word) => { process.send(word + "!"); process.disconnect(); });',
    );
    expect(await ask(child, 'Hello')).toBe('Hello!');
  });

  it('and ends instead: the reason is how it ended.', async () => {
    const child = runs('ends', 'process.once("message", () => process.exit(3));');
    await expect(ask(child, 'Hello')).rejects.toThrow('The process ended with 3.');
  });

  it('and takes no message any more, because it is about to end: the reason is how it ended.', async () => {
    const child = runs('about-to-end', 'process.disconnect(); setTimeout(() => process.exit(3), 100);');
    await once(child, 'disconnect');
    await expect(ask(child, 'Hello')).rejects.toThrow('The process ended with 3.');
  });

  it('and has ended: the reason is how it ended.', async () => {
    const child = runs('has-ended', 'process.exit(3);');
    await once(child, 'exit');
    await expect(ask(child, 'Hello')).rejects.toThrow('The process ended with 3.');
  });
});
