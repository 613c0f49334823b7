import { tableLine } from './table-line.ts';

/** A table of the report. The first column is text, the others are numbers. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What a reader must know of the table. */
  readonly notes: readonly string[];
}

const grid = ({ columns, rows }: Table): readonly string[] => {
  const widths = columns.map((_, at) => Math.max(...[columns, ...rows].map((cells) => (cells[at] ?? '').length), 3));
  const fill = (cells: readonly string[]): string =>
    tableLine(
      ...widths.map((width, at) => (at === 0 ? (cells[at] ?? '').padEnd(width) : (cells[at] ?? '').padStart(width))),
    );
  const rule = widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [fill(columns), tableLine(...rule), ...rows.map(fill)];
};

/** A table in Markdown, under a heading of the third level. */
export const formatTable = (table: Table): string =>
  [
    `### ${table.title}`,
    '',
    ...grid(table),
    ...(table.notes.length > 0 ? ['', ...table.notes.map((note) => `- ${note}`)] : []),
    '',
  ].join('\n');
