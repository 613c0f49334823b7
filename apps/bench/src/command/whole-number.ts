import { InvalidOptions, type OptionHelp } from './invalid-options.ts';

/**
 * Reads the value of an option that must be a whole number: with a part of a round or of a process, nothing is measured.
 *
 * @throws {InvalidOptions} if it is not a whole number from 1 to 99,999
 */
export const wholeNumber = (option: string, value: string, help: OptionHelp): number => {
  if (!/^[1-9]\d{0,4}$/.test(value))
    throw new InvalidOptions(`--${option} ${value} must be a whole number from 1 to 99999.`, help);
  return Number(value);
};
