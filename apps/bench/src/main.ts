import { join } from 'node:path';
import { InvalidOptions, type Options, readOptions } from './options.ts';
import { machineLine } from './report/machine.ts';
import { formatTable } from './report/table.ts';
import { targetTable } from './report/target-table.ts';
import type { Measures } from './report/targets.ts';
import { installRivals } from './rivals/install-rivals.ts';
import { sections } from './sections/sections.ts';

// Run it with `pnpm bench`. It measures what is published: the built packages. Tables go to the standard output.
const root = join(import.meta.dirname, '../../..');

const run = async (options: Options): Promise<void> => {
  console.log(`${machineLine()}\n`);
  const { rivals, problem } = options.ownOnly ? { rivals: [] } : installRivals();
  if (problem !== undefined) console.log(`${problem}\n`);
  let measures: Measures = {};
  for (const name of options.sections) {
    const findings = await sections[name]({ options, rivals });
    findings.tables.forEach((table) => console.log(formatTable(table)));
    measures = { ...measures, ...findings.measures };
  }
  console.log(formatTable(targetTable(measures)));
};

try {
  await run(readOptions(process.argv.slice(2), root));
} catch (cause) {
  if (!(cause instanceof InvalidOptions)) throw cause;
  console.error(cause.message);
  process.exitCode = 2;
}
