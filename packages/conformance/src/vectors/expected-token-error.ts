import * as v from 'valibot';

/** An error for whoever sends a token request, or presents a token. */
export interface ExpectedTokenError {
  readonly kind: 'rejectToken';
  readonly status: 400 | 401;
  readonly error: string;
  readonly rule: string;
}

/** The same, where the tokens of the code or refresh token may have to be revoked. */
export interface ExpectedRevokingError extends ExpectedTokenError {
  /** Whether they are revoked. */
  readonly revokes: boolean;
}

/** The members of an {@link ExpectedTokenError} in a file of vectors. */
export const tokenError: {
  readonly kind: v.LiteralSchema<'rejectToken', undefined>;
  readonly status: v.GenericSchema<400 | 401>;
  readonly error: v.GenericSchema<string>;
  readonly rule: v.GenericSchema<string>;
} = {
  kind: v.literal('rejectToken'),
  status: v.picklist([400, 401]),
  error: v.string(),
  rule: v.string(),
};

/** The members of an {@link ExpectedRevokingError} in a file of vectors. */
export const revokingError: typeof tokenError & {
  readonly revokes: v.OptionalSchema<v.BooleanSchema<undefined>, false>;
} = { ...tokenError, revokes: v.optional(v.boolean(), false) };
