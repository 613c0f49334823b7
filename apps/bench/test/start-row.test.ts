import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Row } from '../src/process/row.ts';
import { startRow } from '../src/process/start-row.ts';
import { ordinary } from '../src/workload/scenario.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';

const scenario = { ...ordinary, requests: 32, codes: 64 };

// The floor imports no package, so this test needs no build.
const floor: Row = {
  name: 'the floor',
  source: { kind: 'own', name: 'floor' },
  scenario,
  exercises: ['valid', 'redeem'],
};

const folder = temporaryFolder();

/** A row of another library, whose program is this. */
const rival = (name: string, program: string): Row => {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, program);
  return { name, source: { kind: 'rival', file }, scenario, exercises: ['valid'] };
};

const operation = (answer: string): string => `{ call: () => (${answer}), read: (answer) => answer }`;

describe('The process of a row:', () => {
  it('it is timed for each of its exercises.', async () => {
    const started = await startRow(floor);
    expect(started.row).toBe(floor);
    expect(await started.time('valid', 1)).toBeGreaterThan(0);
    expect(await started.time('redeem', 1)).toBeGreaterThan(0);
    await expect(started.time('badScope', 1)).rejects.toThrow('This row was not started for badScope.');
    started.stop();
  });

  it('a row that was stopped is not timed.', async () => {
    const started = await startRow(floor);
    started.stop();
    await expect(started.time('valid', 1)).rejects.toThrow('The process ended with SIGTERM.');
    await expect(started.time('valid', 1)).rejects.toThrow('The process ended with SIGTERM.');
  });

  it.each([
    ['no-program', 'export const other = 1;', /^no-program: .*no-program\.mjs exports no setUp\.$/],
    ['throws', 'throw new Error("It needs a database.");', 'throws: It needs a database.'],
    ['ends', 'process.exit(3);', 'ends: The process ended with 3.'],
    [
      'wrong',
      `const answer = ${operation("{ status: 200, location: undefined, body: 'Hello' }")};
       export const setUp = () => ({ authorize: answer, redeem: answer });`,
      'wrong: A valid request is not redirected to its client: 200 Hello',
    ],
  ])('a row that does not start says its name and why: %s.', async (name, program, problem) => {
    await expect(startRow(rival(name, program))).rejects.toThrow(problem);
  });
});
