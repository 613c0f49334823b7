import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InvalidOptions, type OptionHelp } from './command/invalid-options.ts';
import { parseOptions } from './command/parse-options.ts';
import { wholeNumber } from './command/whole-number.ts';
import { isSectionName, type SectionName, sectionNames } from './sections/section-names.ts';

/** What to measure, and how long. */
export interface Options {
  /** Fewer and shorter rounds, and less growth. */
  readonly quick: boolean;
  readonly sections: readonly SectionName[];
  /** Default: what suits the section. */
  readonly rounds: number | undefined;
  /** The folder that the report and the chart are written to. */
  readonly out: string;
  /** Whether docs/performance.md gets the tables and the chart. */
  readonly writeDocs: boolean;
  /** Whether rows of other libraries are left out. */
  readonly ownOnly: boolean;
  /** Another checkout, built, whose rows are measured too. */
  readonly against: string | undefined;
}

/** The options of the command, and what each does. */
export const optionHelp: OptionHelp = {
  '--quick': 'measure for less than two minutes',
  '--section NAME': `measure this section: ${sectionNames.join(', ')}. May be repeated. Default: all`,
  '--rounds N': 'the number of rounds, instead of that of the section. The section bodies takes 31 at least',
  '--out FOLDER': 'the folder for report.md, results.json and chart.svg. Default: reports/bench',
  '--own': 'leave other libraries out',
  '--against FOLDER': 'also measure the packages of another checkout, which must be built',
  '--write-docs': 'write the tables and the chart into docs/performance.md',
};

const sectionsOf = (names: readonly string[]): readonly SectionName[] => {
  const unknown = names.filter((name) => !isSectionName(name));
  if (unknown.length > 0)
    throw new InvalidOptions(
      `--section ${unknown.join(', ')} is unknown. The sections are ${sectionNames.join(', ')}.`,
      optionHelp,
    );
  return names.length === 0 ? sectionNames : sectionNames.filter((name) => names.includes(name));
};

const checkoutOf = (folder: string | undefined): string | undefined => {
  if (folder === undefined) return undefined;
  const checkout = resolve(folder);
  if (!existsSync(join(checkout, 'packages/server/dist/index.js')))
    throw new InvalidOptions(`--against ${folder} must be a checkout of this project that is built.`, optionHelp);
  return checkout;
};

/**
 * Reads the arguments of the command.
 *
 * @throws {InvalidOptions} if an option is unknown, or its value cannot be used
 */
export const readOptions = (args: readonly string[], root: string): Options => {
  const values = parseOptions(
    args,
    {
      quick: { type: 'boolean', default: false },
      section: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string' },
      out: { type: 'string' },
      own: { type: 'boolean', default: false },
      against: { type: 'string' },
      'write-docs': { type: 'boolean', default: false },
    },
    optionHelp,
  );
  const options: Options = {
    quick: values.quick,
    sections: sectionsOf(values.section),
    rounds: values.rounds === undefined ? undefined : wholeNumber('rounds', values.rounds, optionHelp),
    out: values.out === undefined ? join(root, 'reports/bench') : resolve(values.out),
    writeDocs: values['write-docs'],
    ownOnly: values.own,
    against: checkoutOf(values.against),
  };
  if (
    options.writeDocs &&
    (options.quick || values.section.length > 0 || options.ownOnly || options.against !== undefined)
  )
    throw new InvalidOptions(
      '--write-docs needs a full run: leave out --quick, --section, --own and --against.',
      optionHelp,
    );
  return options;
};
