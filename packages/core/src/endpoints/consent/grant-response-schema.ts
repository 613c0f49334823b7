import * as v from 'valibot';

/** The answer of the grants endpoint. */
export interface GrantResponse {
  readonly redirect_uri: string;
}

/** The schema of a {@link GrantResponse}. */
export const grantResponseSchema: v.GenericSchema<GrantResponse> = v.strictObject({
  redirect_uri: v.pipe(
    v.string(),
    v.description('Where the consent page must send the browser: the client, with a code or an error.'),
  ),
});
