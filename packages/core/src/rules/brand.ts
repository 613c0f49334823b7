declare const brand: unique symbol;

/**
 * A value whose type proves a check. Only the module that makes the check makes the brand. A function that takes a
 * branded value cannot be called without the check.
 */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };
