import { findings } from '../judge/findings.ts';
import type { GroupResult, Result } from './run-remote.ts';

const kinds = ['agrees', 'allowed', 'violates', 'notRun'] as const;

/** The number of vectors by verdict. */
export type Counts = Readonly<Record<(typeof kinds)[number], number>>;

/** Counts results by their verdict. */
export const countsOf = (results: readonly Result[]): Counts => {
  const count = (kind: string): number => results.filter(({ verdict }) => verdict.kind === kind).length;
  return { agrees: count('agrees'), allowed: count('allowed'), violates: count('violates'), notRun: count('notRun') };
};

const row = (name: string, cells: readonly (string | number)[]): string =>
  `${name.padEnd(26)}${cells.map((cell) => String(cell).padStart(9)).join('')}`.trimEnd();

const countRow = (name: string, results: readonly Result[]): string => {
  const { agrees, allowed, violates, notRun } = countsOf(results);
  return row(name, [agrees, allowed, violates, notRun]);
};

const violation = ({ name, requirements, request, expected, verdict }: Result): readonly string[] =>
  verdict.kind !== 'violates'
    ? []
    : [
        `  ${name} (${requirements.join(', ')})`,
        `    sent      ${request}`,
        `    expected  ${expected}`,
        ...verdict.findings.map((finding) => `    came      ${finding.name}: ${finding.came}`),
      ];

const violationsOf = ({ name, results }: GroupResult): readonly string[] => {
  const lines = results.flatMap(violation);
  return lines.length === 0 ? [] : ['', name, ...lines];
};

/** The number of vectors with each kind of finding. */
const tally = (results: readonly Result[]): ReadonlyMap<string, number> => {
  const counted = new Map<string, number>();
  for (const { verdict } of results) {
    const names = 'findings' in verdict ? verdict.findings.map((finding) => finding.name) : [];
    for (const name of new Set(names)) counted.set(name, (counted.get(name) ?? 0) + 1);
  }
  return counted;
};

const reasons = (results: readonly Result[]): readonly string[] => {
  const counted = new Map<string, number>();
  for (const { verdict } of results)
    if (verdict.kind === 'notRun') counted.set(verdict.needs, (counted.get(verdict.needs) ?? 0) + 1);
  return Array.from(counted, ([needs, count]) => `  not run: ${count} need ${needs}`);
};

const isFindingName = (name: string): name is keyof typeof findings => name in findings;

const meaning = ([name, count]: readonly [string, number]): string =>
  `  ${name}: ${count}. ${isFindingName(name) ? findings[name].says : ''}`;

/** Formats the report for the terminal. */
export const formatReport = (groups: readonly GroupResult[]): string => {
  const all = groups.flatMap(({ results }) => results);
  return [
    row('', ['agrees', 'allowed', 'violates', 'not run']),
    ...groups.map(({ name, results }) => countRow(name, results)),
    countRow('total', all),
    '',
    ...Array.from(tally(all), meaning),
    ...reasons(all),
    ...groups.flatMap(violationsOf),
    '',
  ].join('\n');
};
