import { isObject, withoutNull } from './stored-values.ts';

/** What a member of a value that a port returned must be. */
export interface Check<Value> {
  readonly is: (value: unknown) => value is Value;
  /** In words, after "must return … as". */
  readonly what: string;
}

/** A check for each member. */
type Checks<Shape> = { readonly [Name in keyof Shape]: Check<Shape[Name]> };

/** Throws what is wrong with a member of a value that a port returned. */
export type Refuse = (member: string, what: string) => never;

/** Makes the function that throws what is wrong with the results of a function of a port. */
export const refuserOf =
  (call: string): Refuse =>
  (member, what) => {
    throw new TypeError(`${call} must return ${member} as ${what}.`);
  };

/** A member that may be absent. A database has null where a record has undefined. */
export const orUndefined = <Value>({ is, what }: Check<Value>): Check<Value | undefined> => ({
  is: (value): value is Value | undefined => value === undefined || is(value),
  what: `${what}, or undefined`,
});

/** A member that must be one value, the one that was asked for. */
export const exactly = <Value>(expected: Value, what: string): Check<Value> => ({
  is: (value): value is Value => value === expected,
  what,
});

type MustHaveShape = <Shape extends object>(
  record: object,
  checks: Checks<Shape>,
  refuse: Refuse,
) => asserts record is Shape;

const mustHaveShape: MustHaveShape = (record, checks, refuse) => {
  for (const name in checks) {
    const { is, what } = checks[name];
    if (!is(Reflect.get(record, name))) refuse(name, what);
  }
};

/** The value of a member. A list is read once: another reading may find something else, or change what the port keeps. */
const memberOf = (given: object, name: string): unknown => {
  const value: unknown = withoutNull(Reflect.get(given, name));
  return Array.isArray(value) ? [...value] : value;
};

/**
 * Checks a record that a port returned, member by member.
 *
 * @returns a copy with the checked members and no others, in which null is undefined
 */
export const checkedRecord = <Shape extends object>(given: unknown, checks: Checks<Shape>, refuse: Refuse): Shape => {
  if (!isObject<Shape>(given)) return refuse('the record', 'an object with its members');
  const copy = Object.fromEntries(Object.keys(checks).map((name) => [name, memberOf(given, name)]));
  mustHaveShape(copy, checks, refuse);
  return copy;
};
