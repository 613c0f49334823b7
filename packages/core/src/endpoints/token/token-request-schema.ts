import * as v from 'valibot';
import { scopePattern, unreserved43To128, vschar } from '../../encoding/characters.ts';

/** How a client names itself and authenticates in a form: RFC 6749 §2.3.1 and §3.2.1. */
interface ClientForm {
  readonly client_id?: string | undefined;
  readonly client_secret?: string | undefined;
}

/** The form of a token request for the authorization code grant: RFC 6749 §4.1.3 and RFC 7636 §4.5. */
interface CodeForm extends ClientForm {
  readonly grant_type: 'authorization_code';
  readonly code: string;
  readonly redirect_uri?: string | undefined;
  readonly code_verifier?: string | undefined;
}

/** The form of a token request with a refresh token: RFC 6749 §6. */
interface RefreshForm extends ClientForm {
  readonly grant_type: 'refresh_token';
  readonly refresh_token: string;
  readonly scope?: string | undefined;
}

/** A form with the parameter of RFC 8707 §2. */
type Targeted<Form> = Form & { readonly resource?: readonly string[] | undefined };

const visible = (): v.GenericSchema<string> => v.pipe(v.string(), v.nonEmpty(), v.regex(vschar));

const clientMembers = () => ({
  client_id: v.optional(v.pipe(visible(), v.description('Required of a client without an Authorization header.'))),
  client_secret: v.optional(v.pipe(visible(), v.description('The secret, if the client sends it in the body.'))),
});

/** RFC 8707 §2: the parameter of a server whose policy has resources. */
const resourceMember = {
  resource: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.url())),
      v.description(
        'Granted resources that this access token is for: the parameter once for each. Default: all of them.',
      ),
    ),
  ),
} as const;

const codeMembers = () => ({
  grant_type: v.literal('authorization_code'),
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
  code_verifier: v.optional(
    v.pipe(
      v.string(),
      v.regex(unreserved43To128),
      v.description('Required if, and only if, the authorization request had a code_challenge.'),
    ),
  ),
  ...clientMembers(),
});

const refreshMembers = () => ({
  grant_type: v.literal('refresh_token'),
  refresh_token: v.pipe(visible(), v.description('The newest refresh token that the client received.')),
  scope: v.optional(
    v.pipe(
      v.string(),
      v.regex(scopePattern),
      v.description('The scope of the access token, if it is narrower than the granted one.'),
    ),
  ),
  ...clientMembers(),
});

/** The schema of a {@link CodeForm} or a {@link RefreshForm}. */
export const tokenRequestSchema: v.GenericSchema<CodeForm | RefreshForm> = v.variant('grant_type', [
  v.object(codeMembers()),
  v.object(refreshMembers()),
]);

/** The same, for a server whose policy has resources. */
export const targetedTokenRequestSchema: v.GenericSchema<Targeted<CodeForm> | Targeted<RefreshForm>> = v.variant(
  'grant_type',
  [v.object({ ...codeMembers(), ...resourceMember }), v.object({ ...refreshMembers(), ...resourceMember })],
);
