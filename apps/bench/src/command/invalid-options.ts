/** What each option of a command does, by its name. */
export type OptionHelp = Readonly<Record<string, string>>;

const listOf = (help: OptionHelp): string => {
  const width = Math.max(...Object.keys(help).map((name) => name.length));
  return Object.entries(help)
    .map(([name, what]) => `  ${name.padEnd(width)} ${what}`)
    .join('\n');
};

/** An option that cannot be used. The message says why, and lists the known options. */
export class InvalidOptions extends Error {
  constructor(problem: string, help: OptionHelp) {
    super(`${problem}\n\nOptions:\n${listOf(help)}`);
  }
}
