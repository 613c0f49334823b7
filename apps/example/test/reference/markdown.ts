import { inspect } from 'node:util';

/** A value as TypeScript writes it. */
export const literal = (value: unknown): string =>
  inspected(value).replaceAll(/Uint8Array\((\d+)\) \[[0, ]*\]/g, 'new Uint8Array($1)');

const inspected = (value: unknown): string =>
  inspect(value, { depth: 9, breakLength: Number.POSITIVE_INFINITY, compact: true })
    .replaceAll(/\[ (?=\S)/g, '[')
    .replaceAll(/(?<=\S) \](?=[\s,\]})]|$)/g, ']');

/** Code in a sentence. */
export const code = (text: string): string => `\`${text}\``;

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** A row of a table. */
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** A table. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  row(head),
  row(head.map(() => '---')),
  ...rows.map(row),
  '',
];

/** A block of TypeScript. */
export const block = (source: string): readonly string[] => ['```ts', source.trimEnd(), '```', ''];
