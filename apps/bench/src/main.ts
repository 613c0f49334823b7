import { join, relative } from 'node:path';
import { runCommand } from './command/run-command.ts';
import { type Options, readOptions } from './options.ts';
import { headLines } from './report/head.ts';
import { formatFindings, formatHead, formatTargets, type Report } from './report/report.ts';
import { writeDocs, writeReport } from './report/write-report.ts';
import { installRivals } from './rivals/install-rivals.ts';
import type { SectionName } from './sections/section-names.ts';
import type { Findings, Given } from './sections/section.ts';
import { sections } from './sections/sections.ts';

// Run it with `pnpm bench`. It measures what is published: the built packages. The tables go to the standard output, and
// what it is doing to the standard error.
const root = join(import.meta.dirname, '../../..');

const prepare = (options: Options): Given & { readonly head: readonly string[] } => {
  const { rivals, problem } = options.ownOnly ? { rivals: [] } : installRivals();
  const extent = options.quick ? 'a quick run' : 'a full run';
  const head = headLines(root, options.rounds === undefined ? extent : `${extent} with --rounds ${options.rounds}`);
  const versions = rivals.map(({ name }) => name).join(', ');
  const others = problem ?? (versions === '' ? 'No other libraries' : `Other libraries: ${versions}`);
  return { options, rivals, head: [...head, others] };
};

const measure = async (given: Given): Promise<ReadonlyMap<SectionName, Findings>> => {
  const measured = new Map<SectionName, Findings>();
  for (const name of given.options.sections) {
    console.error(`Measuring ${name}.`);
    const findings = await sections[name](given);
    measured.set(name, findings);
    console.log(formatFindings(findings));
  }
  return measured;
};

const run = async (options: Options): Promise<void> => {
  const { head, ...given } = prepare(options);
  console.log(formatHead({ head, sections: new Map() }));
  const report: Report = { head, sections: await measure(given) };
  console.log(formatTargets(report));
  writeReport(report, options.out);
  console.error(`The report is in ${relative(process.cwd(), options.out)}.`);
  if (options.writeDocs) writeDocs(report, root);
};

await runCommand((args) => run(readOptions(args, root)));
