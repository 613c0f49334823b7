/** What a reader of settings makes of its input: the value, or every problem, each a sentence that names the member. */
export type Result<Value> =
  | { readonly kind: 'valid'; readonly value: Value }
  | { readonly kind: 'invalid'; readonly problems: readonly [string, ...string[]] };

/** Settings that can not be worked with. A bug of whoever wrote them, so it is thrown, at the start. */
export class InvalidSettings extends Error {
  override readonly name = 'InvalidSettings';
  /** Every problem, each a sentence that names the member. */
  readonly problems: readonly string[];

  constructor(what: string, problems: readonly string[]) {
    super(`${what}: ${problems.join(' ')}`);
    this.problems = problems;
  }
}

/** The value of a result; throws {@link InvalidSettings} where there is none. */
export const valueOf = <Value>(what: string, result: Result<Value>): Value => {
  if (result.kind === 'invalid') throw new InvalidSettings(what, result.problems);
  return result.value;
};
