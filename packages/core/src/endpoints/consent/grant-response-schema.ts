import * as v from 'valibot';

/** The reply of the grants endpoint. */
export interface GrantResponse {
  readonly redirect_uri: string;
}

/** The schema of a {@link GrantResponse}. */
export const grantResponseSchema: v.GenericSchema<GrantResponse> = v.strictObject({
  redirect_uri: v.pipe(
    v.string(),
    v.description('The URL that the consent page must send the browser to: the client, with a code or an error.'),
  ),
});
