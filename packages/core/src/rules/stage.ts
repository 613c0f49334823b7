import type { Rule } from './rule.ts';

/** The first rule of a stage that did not hold. */
export class Broken<Verdict> {
  readonly rule: Rule<Verdict>;

  constructor(rule: Rule<Verdict>) {
    this.rule = rule;
  }
}

/**
 * A sequence of rules that turns what the stage before made into what the stage after needs. The list of rules and the
 * function that applies them grow by the same call, so that what is explained is what is enforced, in the same order.
 */
export interface Stage<In, Out, Verdict> {
  /** Every rule, in the order in which they are applied. */
  readonly rules: readonly Rule<Verdict>[];
  /** Applies the rules in order; stops at the first that is broken. Never throws. */
  readonly run: (input: In) => Out | Broken<Verdict>;
  /** Adds a rule that either holds or does not. */
  readonly require: (rule: Rule<Verdict>, holds: (value: Out) => boolean) => Stage<In, Out, Verdict>;
  /** Adds a rule that, where it holds, yields what it proved; `undefined` says that it is broken. */
  readonly refine: <Next extends object>(
    rule: Rule<Verdict>,
    prove: (value: Out) => Next | undefined,
  ) => Stage<In, Next, Verdict>;
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
});

/** A stage without rules, to which `require` and `refine` add them. */
export const stage = <In, Verdict>(): Stage<In, In, Verdict> => extend<In, In, Verdict>([], (input) => input);
