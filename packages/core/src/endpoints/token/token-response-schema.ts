import * as v from 'valibot';
import { scopePattern } from '../../encoding/characters.ts';

/** The answer to a token request that brings tokens: RFC 6749 §5.1. */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly refresh_token?: string | undefined;
  readonly scope: string;
}

/** The schema of a {@link TokenResponse}. */
export const tokenResponseSchema: v.GenericSchema<TokenResponse> = v.strictObject({
  access_token: v.pipe(v.string(), v.nonEmpty()),
  token_type: v.literal('Bearer'),
  expires_in: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(0),
    v.description('The lifetime of the access token, in seconds.'),
  ),
  refresh_token: v.optional(v.pipe(v.string(), v.nonEmpty())),
  scope: v.pipe(
    v.string(),
    v.regex(scopePattern),
    v.description('What was granted, which may be less than was asked for.'),
  ),
});
