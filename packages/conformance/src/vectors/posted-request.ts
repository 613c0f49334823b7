import * as v from 'valibot';

/** The raw form or the raw JSON, and the Authorization header. */
export type PostedRequest = ({ readonly form: string } | { readonly json: string }) & {
  readonly authorization?: string | undefined;
};

const authorization = v.optional(v.string());

/** The form of a {@link PostedRequest} in a file of vectors. */
export const postedRequest: v.GenericSchema<unknown, PostedRequest> = v.union([
  v.strictObject({ form: v.string(), authorization }),
  v.strictObject({ json: v.string(), authorization }),
]);
