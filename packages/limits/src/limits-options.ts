import { InvalidSettings, type LimitsSettings } from '@codegrant/server';
import { isWhole, type LimitRules, rulesProblems } from './limit-rules.ts';

/** The settings that every kind of limits has. */
export interface LimitsOptions<Context> extends Pick<LimitsSettings<Context>, 'callerOf'> {
  /**
   * The rule of each action: `register`, `document`, `client-secret`, `sign-in`, and actions of your own. `unlimited` turns a limit off.
   * Default: `defaultRules` for the first four.
   */
  readonly rules?: LimitRules | undefined;
  /**
   * The most keys of each action that are kept in memory. One key more takes the place of the key that nothing was added to for the longest
   * time. Default: 50000.
   */
  readonly maximumKeys?: number | undefined;
}

/** The default of `maximumKeys`. */
export const defaultMaximumKeys = 50_000;

/** Returns the problems of the settings that every kind of limits has. */
export const limitsOptionsProblems = ({ rules, maximumKeys }: LimitsOptions<never>): readonly string[] => [
  ...rulesProblems(rules),
  ...(maximumKeys === undefined || isWhole(maximumKeys, 10_000_000)
    ? []
    : ['maximumKeys must be a whole number from 1 to 10000000.']),
];

/** Returns the names of settings that are none. */
export const unknownSettings = (settings: object, known: readonly string[]): readonly string[] =>
  Object.keys(settings)
    .filter((name) => !known.includes(name))
    .map((name) => `${name} is not a setting: correct its spelling.`);

/** @throws {InvalidSettings} if there are problems */
export const refuseProblems = (name: string, problems: readonly string[]): void => {
  if (problems.length > 0) throw new InvalidSettings(name, problems);
};
