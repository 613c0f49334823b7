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

/** A list that cannot be changed. {@link frozenList} makes one. */
type FrozenList<List> = List & Proof<'FrozenList', List>;

type Frozen<Member> = Member extends readonly unknown[] ? FrozenList<Member> : Member;

/** The members of a value, of which every list is frozen. */
type WithFrozenLists<Value> = { readonly [Name in keyof Value]: Frozen<Value[Name]> };

/** Freezes a list, so that it may be a member of a proof. */
export const frozenList = <List extends readonly unknown[]>(list: List): FrozenList<List> =>
  Object.freeze(list) as FrozenList<List>;

/**
 * Makes a branded value, after the check that its type proves. The value is frozen, and the lists in it must be, so that a
 * checked value cannot become another one, for example with `Object.assign`. Only this file makes brands.
 */
export const prove = <Branded extends Proof<string, unknown>>(value: WithFrozenLists<Proven<Branded>>): Branded =>
  // Bytes cannot be frozen: whoever makes the brand copies them.
  (value instanceof Uint8Array ? value : Object.freeze(value)) as Branded;

/** Makes a branded value with many lists, as {@link prove} does. To look for them takes three times as long. */
export const proveWithLists = <Branded extends Proof<string, object>>(value: Proven<Branded> & object): Branded => {
  for (const member of Object.values(value)) if (Array.isArray(member)) Object.freeze(member);
  return Object.freeze(value) as Branded;
};
