import * as v from 'valibot';

/** The public keys of a server: RFC 7517 §5. */
interface KeySet {
  readonly keys: readonly { readonly kty: string }[];
}

/** The schema of a key set. */
export const keySetSchema: v.GenericSchema<KeySet> = v.strictObject({
  keys: v.array(
    v.looseObject({
      kty: v.string(),
      use: v.optional(v.string()),
      alg: v.optional(v.string()),
      kid: v.optional(v.pipe(v.string(), v.description('The name of the key in the header of a token.'))),
    }),
  ),
});
