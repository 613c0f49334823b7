import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const run = (program: string, args: readonly string[]) =>
  spawnSync(
    process.execPath,
    ['--conditions=@codegrant/source', join(import.meta.dirname, '../src', program), ...args],
    { encoding: 'utf8' },
  );

describe('The commands soak, takers, outages, store-sizes and registrations', () => {
  it.each([
    ['soak.ts', ['--minutes', '0.5'], '--minutes 0.5 must be a whole number from 1 to 99999.'],
    ['soak.ts', ['--minutes', '-1'], "Option '--minutes' argument is ambiguous."],
    ['soak.ts', ['--adapter', 'koa'], '--adapter koa must be one of node, express, fastify, fetch.'],
    ['takers.ts', ['--codes', '1.5'], '--codes 1.5 must be a whole number from 1 to 99999.'],
    ['takers.ts', ['--calls', '0'], '--calls 0 must be a whole number from 1 to 99999.'],
    ['takers.ts', ['--processes', 'many'], '--processes many must be a whole number from 1 to 99999.'],
    ['takers.ts', ['--code', '3'], "Unknown option '--code'"],
    ['outages.ts', ['--rounds', '0'], '--rounds 0 must be a whole number from 1 to 99999.'],
    ['outages.ts', ['--calm', '0.5'], '--calm 0.5 must be a whole number from 1 to 99999.'],
    ['outages.ts', ['--slow'], "Unknown option '--slow'"],
    ['registrations.ts', ['--thousands', '0'], '--thousands 0 must be a whole number from 1 to 99999.'],
    ['store-sizes.ts', ['--codes', 'all'], '--codes all must be a whole number from 1 to 99999.'],
  ])('%s %j says what is wrong and lists the options.', (program, args, problem) => {
    const { status, stdout, stderr } = run(program, args);
    expect(stderr).toContain(problem);
    expect(stderr).toContain('\n\nOptions:\n  --');
    expect(stderr).not.toContain('    at ');
    expect([status, stdout]).toEqual([2, '']);
  });
});
