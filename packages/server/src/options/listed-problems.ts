/** A value that an option lists, such as an endpoint. */
interface Listed<Options> {
  readonly name: string;
  /** Returns what is wrong with it, each as a sentence. Default: nothing. */
  readonly problems?: ((options: Options) => readonly string[]) | undefined;
}

/**
 * Returns the problems of an option that lists values of this package. The types say so too, but JavaScript has no types.
 *
 * @param option the name of the option
 * @param what what it lists, in the singular
 * @param isOne whether a value is one
 * @param options what the problems of a value depend on
 */
export const listedProblems = <Options>(
  option: string,
  what: string,
  given: unknown,
  isOne: (value: unknown) => value is Listed<Options>,
  options: Options,
): readonly string[] => {
  if (given === undefined) return [];
  if (!Array.isArray(given)) return [`${option} must be a list of ${what}s of this package.`];
  const wrong = given.flatMap((value: unknown, index) =>
    isOne(value) ? [] : [`${option}.${index} is no ${what} of this package. Import it from @codegrant/server.`],
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
