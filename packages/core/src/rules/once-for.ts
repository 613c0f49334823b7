/**
 * A function that makes its result once for each argument, and remembers it as long as the argument exists. It is for
 * arguments that live long and never change, such as rules and policies.
 */
export const onceFor = <Argument extends object, Result extends object>(
  make: (argument: Argument) => Result,
): ((argument: Argument) => Result) => {
  const made = new WeakMap<Argument, Result>();
  return (argument) => {
    const known = made.get(argument);
    if (known !== undefined) return known;
    const result = make(argument);
    made.set(argument, result);
    return result;
  };
};
