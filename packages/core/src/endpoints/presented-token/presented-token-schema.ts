import * as v from 'valibot';
import { clientMembers } from '../../client-authentication/client-form-schema.ts';

/** The form of a revocation or introspection request: RFC 7009 §2.1 and RFC 7662 §2.1. */
interface PresentedTokenForm {
  readonly token: string;
  readonly token_type_hint?: string | undefined;
  readonly client_id?: string | undefined;
  readonly client_secret?: string | undefined;
}

/** The schema of a {@link PresentedTokenForm}. */
export const presentedTokenSchema: v.GenericSchema<PresentedTokenForm> = v.object({
  token: v.pipe(v.string(), v.nonEmpty(), v.description('The access token or the refresh token.')),
  token_type_hint: v.optional(
    v.pipe(v.string(), v.description('access_token or refresh_token: where to look first. Other values are ignored.')),
  ),
  ...clientMembers(),
});
