import type { SectionName } from '../sections/section-names.ts';
import type { Findings } from '../sections/section.ts';
import { formatChart } from './chart.ts';
import { formatTable } from './table.ts';
import { targetTable } from './target-table.ts';
import type { Measures } from './targets.ts';

/** Everything that a run has found. */
export interface Report {
  /** What it was measured on, and with. */
  readonly head: readonly string[];
  readonly sections: ReadonlyMap<SectionName, Findings>;
}

/** What every section has measured for the targets. */
export const measuresOf = ({ sections }: Report): Measures =>
  Object.assign({}, ...Array.from(sections.values(), ({ measures }) => measures));

export const formatHead = ({ head }: Report): string => head.map((line) => `- ${line}\n`).join('');

export const formatFindings = ({ tables }: Findings): string => tables.map(formatTable).join('\n');

export const formatTargets = (report: Report): string => formatTable(targetTable(measuresOf(report)));

/** The whole report in Markdown. */
export const formatReport = (report: Report): string =>
  [
    '# Benchmark\n',
    formatHead(report),
    ...Array.from(report.sections.values(), formatFindings),
    formatTargets(report),
  ].join('\n');

/** The chart of the report, if the section with its marks was measured. */
export const chartOf = ({ sections, head }: Report): string | undefined => {
  const marks = sections.get('authorize')?.marks;
  return marks && formatChart('A valid authorization request: processor time, to the floor', head[0] ?? '', marks);
};
