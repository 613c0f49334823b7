import { findings, type FindingName } from '@codegrant/conformance';
import { notes } from './notes.ts';
import type { System } from './systems.ts';

/** One vector's result, as the command writes it to JSON. */
interface Result {
  readonly name: string;
  readonly requirements: readonly string[];
  readonly request: string;
  readonly expected: string;
  readonly verdict: {
    readonly kind: string;
    readonly findings?: readonly { readonly name: FindingName; readonly came: string }[];
  };
}

/** The results of sending the vectors to a system. */
export interface Measured {
  readonly system: System;
  readonly refused: readonly { readonly client_id: string; readonly why: string }[];
  readonly result: {
    readonly counts: Readonly<Record<'agrees' | 'allowed' | 'violates' | 'notRun', number>>;
    readonly groups: readonly { readonly results: readonly Result[] }[];
  };
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const resultsOf = ({ result }: Measured): readonly Result[] => result.groups.flatMap(({ results }) => results);

const withFinding = (measured: Measured, name: string): readonly Result[] =>
  resultsOf(measured).filter(({ verdict }) => verdict.findings?.some((finding) => finding.name === name));

const names = (verdict: string): readonly (readonly [string, (typeof findings)[FindingName]])[] =>
  Object.entries(findings).filter(([, kind]) => kind.verdict === verdict);

const countTable = (verdict: string, all: readonly Measured[]): string =>
  table(
    ['', ...all.map(({ system }) => system.name)],
    names(verdict)
      .map(([name]) => [name, ...all.map((measured) => withFinding(measured, name).length)])
      .filter(([, ...counts]) => counts.some((count) => count !== 0)),
  );

/** Removes ports and codes, which differ in each run. */
const steady = (text: string): string =>
  text
    .replace(/127\.0\.0\.1(:|%3A)(?:3\d|4\d|5\d|6\d)\d{3}\b/g, '127.0.0.1$1PORT')
    .replace(/code=[\w-]{40,}/g, 'code=…');

const short = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

const example = ({ name: vector, requirements, request, expected, verdict }: Result, name: string): string =>
  [
    `For example: ${vector} (${requirements.join(', ')})`,
    '',
    '```',
    `sent      ${short(request)}`,
    `expected  ${expected}`,
    `came      ${short(steady(verdict.findings?.find((finding) => finding.name === name)?.came ?? ''))}`,
    '```',
  ].join('\n');

const violation = (measured: Measured, name: string): readonly string[] => {
  const [first, ...others] = withFinding(measured, name).filter(({ verdict }) => verdict.kind === 'violates');
  if (first === undefined) return [];
  const note = notes[measured.system.name]?.[name];
  return [`**${name}**, ${others.length + 1} times. ${note ?? ''}`.trim(), example(first, name)];
};

const violations = (measured: Measured): readonly string[] => {
  const found = names('violates').flatMap(([name]) => violation(measured, name));
  return [
    `### ${measured.system.name}`,
    ...(found.length === 0 ? ['No response of the server violates the RFCs.'] : found),
  ];
};

const refusedBy = ({ system, refused }: Measured): readonly string[] =>
  refused.map(
    ({ client_id, why }) =>
      `- ${system.name} refuses to register the client \`${client_id}\`. The error message is: “${why}.”`,
  );

const meanings = (verdict: string): string =>
  table(
    ['Name', 'What it means', 'Source'],
    names(verdict).map(([name, { says, source }]) => [name, says, source]),
  );

/** The page. */
export const formatPage = (all: readonly Measured[], date: string): string =>
  [
    '# How several servers respond to the same requests',
    `Generated on ${date} by \`npx -y pnpm@12 differential\`. The command installs the versions named below into a temporary folder and starts each server locally. The command sends the test vectors to each server with [codegrant-conformance](../packages/conformance/README.md). The vectors were written for Codegrant, so Codegrant agrees with almost all vectors. This comparison is therefore not a neutral benchmark. A response that differs from the expected response counts as allowed if the RFCs permit the response.`,
    '## Systems',
    ...all.map(({ system }) => `- **${system.name}**: ${system.setUp}.`),
    ...all.flatMap(refusedBy),
    '## Results',
    table(
      ['', 'agrees', 'allowed', 'violates', 'not run'],
      all.map(({ system, result: { counts } }) => [
        system.name,
        counts.agrees,
        counts.allowed,
        counts.violates,
        counts.notRun,
      ]),
    ),
    'A vector counts as not run if it needs a policy that the server does not have, a decision of the user, or a client that the server does not register. One response can have several findings. The counts of findings below can therefore be higher than the counts of vectors in this table.',
    '## Violations',
    countTable('violates', all),
    meanings('violates'),
    ...all.flatMap(violations),
    '## Allowed differences',
    countTable('allowed', all),
    meanings('allowed'),
    '',
  ]
    .join('\n\n')
    .replace(/\n\n(?=- \*\*|- \S+.* refuses to register)/g, '\n')
    .replace('## Systems\n', '## Systems\n\n')
    .trimEnd()
    .concat('\n');
