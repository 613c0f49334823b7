/** One line of a table in Markdown. */
export const tableLine = (...cells: readonly unknown[]): string => `| ${cells.join(' | ')} |`;
