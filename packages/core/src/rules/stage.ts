import type { Rule } from './rule.ts';

/** The first rule of a stage that was broken. */
export class Broken<Verdict> {
  readonly rule: Rule<Verdict>;

  constructor(rule: Rule<Verdict>) {
    this.rule = rule;
  }
}

/**
 * A sequence of rules that turns the result of the stage before into the input of the stage after. Its
 * methods extend the list of rules and the function that applies them together, so explanations always match the
 * checks.
 */
export interface Stage<In, Out, Verdict> {
  /** Every rule, in the order in which they are applied. */
  readonly rules: readonly Rule<Verdict>[];
  /** Applies the rules in order, and stops at the first broken one. Never throws. */
  readonly run: (input: In) => Out | Broken<Verdict>;
  /** Adds a rule that is kept or broken. */
  readonly require: (rule: Rule<Verdict>, holds: (value: Out) => boolean) => Stage<In, Out, Verdict>;
  /** Adds a rule that returns what it proved, or `undefined` if it is broken. */
  readonly refine: <Next extends object>(
    rule: Rule<Verdict>,
    prove: (value: Out) => Next | undefined,
  ) => Stage<In, Next, Verdict>;
  /** Adds every rule of another stage. */
  readonly followedBy: <Next>(next: Stage<Out, Next, Verdict>) => Stage<In, Next, Verdict>;
}

const extend = <In, Out, Verdict>(
  rules: readonly Rule<Verdict>[],
  run: (input: In) => Out | Broken<Verdict>,
): Stage<In, Out, Verdict> => ({
  rules,
  run,
  require: (rule, holds) => {
    const broken = new Broken(rule);
    return extend([...rules, rule], (input) => {
      const value = run(input);
      return value instanceof Broken || holds(value) ? value : broken;
    });
  },
  refine: (rule, prove) => {
    const broken = new Broken(rule);
    return extend([...rules, rule], (input) => {
      const value = run(input);
      return value instanceof Broken ? value : (prove(value) ?? broken);
    });
  },
  followedBy: (next) =>
    extend([...rules, ...next.rules], (input) => {
      const value = run(input);
      return value instanceof Broken ? value : next.run(value);
    }),
});

/** A stage without rules. Its methods add them. */
export const stage = <In, Verdict>(): Stage<In, In, Verdict> => extend<In, In, Verdict>([], (input) => input);
