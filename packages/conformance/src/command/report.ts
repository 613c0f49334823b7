import { type FindingName, findings } from '../judge/findings.ts';
import type { Unjudged } from './probe.ts';
import type { GroupResult, Result } from './run-remote.ts';

type VerdictKind = Result['verdict']['kind'];

/** The number of vectors by verdict. */
export type Counts = Readonly<Record<VerdictKind, number>>;

/** Counts results by their verdict. */
export const countsOf = (results: readonly Result[]): Counts => {
  const count = (kind: VerdictKind): number => results.filter(({ verdict }) => verdict.kind === kind).length;
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

/** How often each value occurs, in the order in which the values first occur. */
const occurrences = <Value>(values: readonly Value[]): ReadonlyMap<Value, number> => {
  const counted = new Map<Value, number>();
  for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1);
  return counted;
};

/** Each kind of finding in a vector once: the report counts vectors. */
const findingsOf = ({ verdict }: Result): readonly FindingName[] =>
  'findings' in verdict ? Array.from(new Set(verdict.findings.map(({ name }) => name))) : [];

const needsOf = ({ verdict }: Result): readonly string[] => (verdict.kind === 'notRun' ? [verdict.needs] : []);

const meaning = ([name, count]: readonly [FindingName, number]): string =>
  `  ${name}: ${count}. ${findings[name].says}`;

const reason = ([needs, count]: readonly [string, number]): string => `  not run: ${count} need ${needs}`;

/** Formats the report for the terminal. */
export const formatReport = (groups: readonly GroupResult[]): string => {
  const all = groups.flatMap(({ results }) => results);
  return [
    row('', ['agrees', 'allowed', 'violates', 'not run']),
    ...groups.map(({ name, results }) => countRow(name, results)),
    countRow('total', all),
    '',
    ...Array.from(occurrences(all.flatMap(findingsOf)), meaning),
    ...Array.from(occurrences(all.flatMap(needsOf)), reason),
    ...groups.flatMap(violationsOf),
    '',
  ].join('\n');
};

/** Says which clients cannot be judged. Their vectors count as not run. An empty string if there are none. */
export const formatUnjudged = (unjudged: readonly Unjudged[]): string =>
  unjudged.length === 0
    ? ''
    : [
        'Not judged, because the server rejects a plainly valid request of the client:',
        ...unjudged.map(({ clientId, came }) => `  ${clientId}: ${came}`),
        'Register these clients as --print-clients prints them, or delete them from the file of --clients.',
        '',
        '',
      ].join('\n');
