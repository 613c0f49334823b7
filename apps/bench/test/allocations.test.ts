import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { deterministicFlags } from '../src/allocations/flags.ts';

const program = join(import.meta.dirname, '../src/allocations/measure.ts');

const measure = (): Readonly<Record<string, number>> => {
  const args = ['--conditions=@codegrant/source', ...deterministicFlags, program];
  const output = execFileSync(process.execPath, args, { encoding: 'utf8' });
  return v.parse(v.record(v.string(), v.number()), JSON.parse(output));
};

// No time is measured: what a request allocates is the same on every machine. Lower a bound when less is needed.
describe('The heap that a valid authorization request allocates:', () => {
  const measured = measure();

  it.each([
    ['@codegrant/core', 36_000],
    ['@codegrant/server, ports with values', 45_000],
    ['@codegrant/server, ports with promises', 48_000],
  ])('%s allocates less than %d bytes.', (name, bytes) => {
    expect(measured[name]).toBeLessThan(bytes);
  });

  it('the measurement itself works: the floor allocates something, and less than the rows.', () => {
    expect(measured['floor']).toBeGreaterThan(1000);
    expect(measured['floor']).toBeLessThan(6000);
  });
});
