import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { reasonOf } from '../reason-of.ts';
import { InvalidOptions, type OptionHelp } from './invalid-options.ts';

/**
 * Reads the arguments of a command.
 *
 * @throws {InvalidOptions} if an option is unknown or has no value
 */
export const parseOptions = <const Config extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Config,
  help: OptionHelp,
) => {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new InvalidOptions(reasonOf(cause), help);
  }
};
