import { describe, expect, it } from 'vitest';
import { InvalidOptions } from '../src/command/invalid-options.ts';
import { optionHelp, readOptions } from '../src/options.ts';
import { sectionNames } from '../src/sections/section-names.ts';

const read = (...args: readonly string[]) => readOptions(args, '/project');

describe('The options of the benchmark:', () => {
  it('without options it measures everything.', () => {
    expect(read()).toEqual({
      quick: false,
      sections: sectionNames,
      rounds: undefined,
      out: '/project/reports/bench',
      writeDocs: false,
      ownOnly: false,
      against: undefined,
    });
  });

  it('the sections are measured in the order of the report.', () => {
    expect(read('--section', 'redeem', '--section', 'authorize').sections).toEqual(['authorize', 'redeem']);
  });

  it.each([
    [['--fast'], "Unknown option '--fast'"],
    [['authorize'], "Unexpected argument 'authorize'"],
    [['--section', 'speed'], '--section speed is unknown. The sections are authorize, refused'],
    [['--section'], "Option '--section <value>' argument missing"],
    [['--rounds', '0'], '--rounds 0 must be a whole number from 1 to 99999.'],
    [['--rounds', '1.5'], '--rounds 1.5 must be a whole number'],
    [['--rounds', 'many'], '--rounds many must be a whole number'],
    [['--against', '/nowhere'], '--against /nowhere must be a checkout of this project that is built.'],
    [['--write-docs', '--quick'], '--write-docs needs a full run'],
    [['--write-docs', '--section', 'http'], '--write-docs needs a full run'],
  ])('%j is refused, with the list of the options.', (args, message) => {
    expect(() => read(...args)).toThrow(InvalidOptions);
    expect(() => read(...args)).toThrow(message);
    for (const name of Object.keys(optionHelp)) expect(() => read(...args)).toThrow(name);
  });
});
