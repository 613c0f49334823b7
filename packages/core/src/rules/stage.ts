import type { Rule } from './rule.ts';

/** The first rule of a stage that was broken. */
export class Broken<Verdict> {
  readonly rule: Rule<Verdict>;

  constructor(rule: Rule<Verdict>) {
    this.rule = rule;
  }
}

/**
 * One rule, and how it is applied. The methods are declared as methods, so that they may take what the step before
 * returned: the types of {@link Stage} say what that is.
 */
type Step<Verdict> =
  | { readonly kind: 'require'; readonly broken: Broken<Verdict>; holds(value: unknown): boolean }
  | { readonly kind: 'refine'; readonly broken: Broken<Verdict>; prove(value: unknown): unknown };

/**
 * A sequence of rules that turns the result of the stage before into the input of the stage after. Its
 * methods extend the list of steps, and each step has its rule, so explanations always match the checks.
 */
export interface Stage<In, Out, Verdict> {
  /** Every rule, in the order in which they are applied. */
  readonly rules: readonly Rule<Verdict>[];
  readonly steps: readonly Step<Verdict>[];
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

/** What a step makes of a value. `undefined` if its rule is broken. */
const applied = <Verdict>(step: Step<Verdict>, value: unknown): unknown => {
  switch (step.kind) {
    case 'require':
      return step.holds(value) ? value : undefined;
    case 'refine':
      return step.prove(value);
  }
};

const stageOf = <In, Out, Verdict>(steps: readonly Step<Verdict>[]): Stage<In, Out, Verdict> => ({
  rules: steps.map(({ broken }) => broken.rule),
  steps,
  run: (input) => {
    let value: unknown = input;
    for (const step of steps) {
      value = applied(step, value);
      if (value === undefined) return step.broken;
    }
    // What the last step returned. Only the methods below put steps after one another.
    return value as Out;
  },
  require: (rule, holds) => stageOf([...steps, { kind: 'require', broken: new Broken(rule), holds }]),
  refine: (rule, prove) => stageOf([...steps, { kind: 'refine', broken: new Broken(rule), prove }]),
  followedBy: (next) => stageOf([...steps, ...next.steps]),
});

/** A stage without rules. Its methods add them. */
export const stage = <In, Verdict>(): Stage<In, In, Verdict> => stageOf<In, In, Verdict>([]);
