/** The sentence, unless what it says is kept. */
export const problem = (isRight: boolean, sentence: string): readonly string[] => (isRight ? [] : [sentence]);

/** Returns the problems of options whose names are not known. */
export const unknownOptionProblems = (options: object, names: Readonly<Record<string, true>>): readonly string[] =>
  Object.keys(options)
    .filter((option) => !Object.hasOwn(names, option))
    .map((option) => `${option} is not an option: correct its spelling.`);

/** Returns the problem of an option that may be left out, and otherwise must be a function. */
export const functionProblems = (name: string, value: unknown): readonly string[] =>
  problem(value === undefined || typeof value === 'function', `${name} must be a function.`);
