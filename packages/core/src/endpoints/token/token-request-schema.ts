import * as v from 'valibot';
import { unreserved43To128, vschar } from '../../encoding/characters.ts';
import { grantTypes } from './grant-type/grant-type.ts';

/** The form of a token request for the authorization code grant: RFC 6749 §4.1.3 and RFC 7636 §4.5. */
interface TokenRequestForm {
  readonly grant_type: 'authorization_code';
  readonly code: string;
  readonly redirect_uri?: string | undefined;
  readonly client_id?: string | undefined;
  readonly client_secret?: string | undefined;
  readonly code_verifier?: string | undefined;
}

/** The same form, and the parameter of RFC 8707 §2. */
interface TargetedTokenRequestForm extends TokenRequestForm {
  readonly resource?: readonly string[] | undefined;
}

const visible = (): v.GenericSchema<string> => v.pipe(v.string(), v.nonEmpty(), v.regex(vschar));

const parameters = {
  grant_type: v.picklist(grantTypes),
  code: v.pipe(visible(), v.description('The code from the redirect.')),
  redirect_uri: v.optional(
    v.pipe(
      v.string(),
      v.url(),
      v.description(
        'The redirect URI of the authorization request. Required, unless the client is registered with token_redirect_uri: optional.',
      ),
    ),
  ),
  client_id: v.optional(v.pipe(visible(), v.description('Required of a client without an Authorization header.'))),
  client_secret: v.optional(v.pipe(visible(), v.description('The secret, if the client sends it in the body.'))),
  code_verifier: v.optional(
    v.pipe(
      v.string(),
      v.regex(unreserved43To128),
      v.description('Required if, and only if, the authorization request had a code_challenge.'),
    ),
  ),
} as const;

/** The schema of a {@link TokenRequestForm}. */
export const tokenRequestSchema: v.GenericSchema<TokenRequestForm> = v.object(parameters);

/** The schema of a {@link TargetedTokenRequestForm}, for a server whose policy has resources. */
export const targetedTokenRequestSchema: v.GenericSchema<TargetedTokenRequestForm> = v.object({
  ...parameters,
  resource: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.url())),
      v.description(
        'Granted resources that this access token is for: the parameter once for each. Default: all of them.',
      ),
    ),
  ),
});
