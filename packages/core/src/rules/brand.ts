/**
 * Exists only in types. A protected member is lost when an object is spread, so a copy with another member is no proof.
 */
declare abstract class Proof<Name extends string, Value> {
  protected readonly proof: readonly [Name, Value];
}

/**
 * A value whose type proves a check. Only the module that makes the check makes the brand. A function that takes a
 * branded value cannot be called without the check.
 */
export type Brand<Value, Name extends string> = Value & Proof<Name, Value>;

type Proven<Branded> = Branded extends Proof<string, infer Value> ? Value : never;

/** The value, unless a member of it is a list: {@link proveWithLists} is for that. */
type WithoutLists<Value> = Extract<Value[keyof Value], readonly unknown[]> extends never ? Value : never;

/**
 * Makes a branded value, after the check that its type proves. The value is frozen, so that a checked value cannot become
 * another one, for example with `Object.assign`. Only this file makes brands.
 */
export const prove = <Branded extends Proof<string, unknown>>(value: WithoutLists<Proven<Branded>>): Branded =>
  // Bytes cannot be frozen: whoever makes the brand copies them.
  (value instanceof Uint8Array ? value : Object.freeze(value)) as Branded;

/** Makes a branded value, as {@link prove} does, and freezes the lists in it too. That takes three times as long. */
export const proveWithLists = <Branded extends Proof<string, object>>(value: Proven<Branded> & object): Branded => {
  for (const member of Object.values(value)) if (Array.isArray(member)) Object.freeze(member);
  return Object.freeze(value) as Branded;
};
