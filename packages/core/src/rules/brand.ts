declare const brand: unique symbol;

/**
 * A value that carries the proof of a check in its type. Only the module that makes the check makes the brand, so a
 * function that asks for a branded value can not be called without the check.
 */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };
