import * as v from 'valibot';

/** The shape of every JSON error: RFC 6749 §5.2. */
export interface ErrorResponse {
  readonly error: string;
  readonly error_description: string;
}

/** The schema of an {@link ErrorResponse}. */
export const errorResponseSchema: v.GenericSchema<ErrorResponse> = v.strictObject({
  // RFC 6749 §5.2: %x20-21 / %x23-5B / %x5D-7E
  error: v.pipe(v.string(), v.regex(/^[\x20\x21\x23-\x5B\x5D-\x7E]+$/), v.description('The error code.')),
  error_description: v.pipe(
    v.string(),
    v.regex(/^[\x20\x21\x23-\x5B\x5D-\x7E]+$/),
    v.description('What is wrong and what to do, for developers, in English.'),
  ),
});
