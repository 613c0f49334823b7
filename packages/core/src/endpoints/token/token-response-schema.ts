import * as v from 'valibot';
import { scopePattern } from '../../encoding/characters.ts';

/** The reply of the token endpoint with tokens: RFC 6749 §5.1. */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
  readonly refresh_token?: string | undefined;
}

/** The schema of a {@link TokenResponse}. The operator may add members. */
export const tokenResponseSchema: v.GenericSchema<TokenResponse> = v.looseObject({
  access_token: v.pipe(v.string(), v.nonEmpty()),
  token_type: v.literal('Bearer'),
  expires_in: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(0),
    v.description('The lifetime of the access token, in seconds.'),
  ),
  scope: v.pipe(
    v.string(),
    v.regex(scopePattern),
    v.description('The granted scope, which may be narrower than the requested one.'),
  ),
  refresh_token: v.optional(
    v.pipe(
      v.string(),
      v.nonEmpty(),
      v.description('Use it once, for the next access token. Then use the one of that response.'),
    ),
  ),
});
