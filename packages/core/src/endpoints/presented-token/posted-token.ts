import type { FormInput } from '../../encoding/read-params.ts';

/** A posted request that presents a token. */
export interface PostedToken {
  /** The raw string of the form, or its pairs. */
  readonly form: FormInput;
  /** The Authorization header. */
  readonly authorization: string | undefined;
}
