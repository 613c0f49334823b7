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

/** Bytes cannot be frozen: whoever makes the brand copies them. */
const freeze = <Value>(value: Value): Value => (value instanceof Uint8Array ? value : Object.freeze(value));

/**
 * Makes a branded value, after the check that its type proves. The value and the lists in it are frozen, so that a
 * checked value cannot become another one, for example with `Object.assign`. No other function makes a brand.
 */
export const prove = <Branded extends Proof<string, unknown>>(value: Proven<Branded>): Branded => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    for (const member of Object.values(value)) if (Array.isArray(member)) Object.freeze(member);
  return freeze(value) as Branded;
};
