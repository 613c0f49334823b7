/** A value that an option lists, such as an endpoint. */
interface Listed<Options> {
  readonly name: string;
  /** Returns what is wrong with it, each as a sentence. Default: nothing. */
  readonly problems?: ((options: Options) => readonly string[]) | undefined;
}

/** How error messages name the values of a list. */
export interface ListedNames {
  readonly one: string;
  readonly several: string;
  /** What to do if a value is none, a sentence. */
  readonly cure: string;
}

/**
 * Returns the problems of an option that lists values of one kind. The types say so too, but JavaScript has no types.
 *
 * @param option the name of the option
 * @param names how messages name the values
 * @param isOne whether a value is one
 * @param options what the problems of a value depend on
 */
export const listedProblems = <Options>(
  option: string,
  { one, several, cure }: ListedNames,
  given: unknown,
  isOne: (value: unknown) => value is Listed<Options>,
  options: Options,
): readonly string[] => {
  if (given === undefined) return [];
  if (!Array.isArray(given)) return [`${option} must be a list of ${several}.`];
  const wrong = given.flatMap((value: unknown, index) =>
    isOne(value) ? [] : [`${option}.${index} is no ${one}. ${cure}`],
  );
  const known = given.filter(isOne);
  const names = known.map(({ name }) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...wrong,
    ...repeated.map((name) => `${option} has ${name} twice. Leave one of them out.`),
    ...known.flatMap(({ problems }) => problems?.(options) ?? []),
  ];
};
