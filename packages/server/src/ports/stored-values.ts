/** A database has null where a record has undefined. */
export const withoutNull = <Value>(value: Value | null | undefined): Value | undefined => value ?? undefined;

/** Whether a value that a port returned can have the members of a shape. What they are is not checked. */
export const isObject = <Shape>(value: unknown): value is Partial<Readonly<Record<keyof Shape, unknown>>> =>
  typeof value === 'object' && value !== null;

/** How far the clocks of two machines may differ, in seconds, before a stored time counts as wrong. */
export const clockSkew = 300;
