/** The result of reading settings: the value, or every problem as a sentence that names the member. */
export type Result<Value> =
  | { readonly kind: 'valid'; readonly value: Value }
  | { readonly kind: 'invalid'; readonly problems: readonly [string, ...string[]] };

/** The value, if there are no problems. */
export const resultOf = <Value>([first, ...others]: readonly string[], value: () => Value): Result<Value> =>
  first === undefined ? { kind: 'valid', value: value() } : { kind: 'invalid', problems: [first, ...others] };

/** Invalid settings. They are a bug in the caller's code, so this error is thrown at startup. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
  /** Every problem, each a sentence that names the member. */
  readonly problems: readonly string[];

  constructor(what: string, problems: readonly string[]) {
    super(`${what}: ${problems.join(' ')}`);
    this.problems = problems;
  }
}

/** The value of a result. Throws {@link InvalidSettings} if there is none. */
export const valueOf = <Value>(what: string, result: Result<Value>): Value => {
  if (result.kind === 'invalid') throw new InvalidSettings(what, result.problems);
  return result.value;
};
