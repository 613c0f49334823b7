import * as v from 'valibot';
import type { Policy } from '../../settings/policy.ts';
import { clientMembers, visible } from '../../client-authentication/client-form-schema.ts';
import { scopePattern, unreserved43To128 } from '../../encoding/characters.ts';

/** RFC 8707 §2: the parameter of a server whose policy has resources. */
const resourceMember = {
  resource: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.url())),
      v.description(
        'Resources that this access token is for: the parameter once for each. Default: all that were granted, or the default ones.',
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

const clientCredentialsMembers = () => ({
  grant_type: v.literal('client_credentials'),
  scope: v.optional(
    v.pipe(v.string(), v.regex(scopePattern), v.description('The scope that the client needs for itself.')),
  ),
  ...clientMembers(),
});

const extensionMembers = (grantTypes: readonly string[]) => ({
  grant_type: v.pipe(v.picklist(grantTypes), v.description('A grant type of this server, with parameters of its own.')),
  ...clientMembers(),
});

/** What the form of a token request depends on. */
interface TokenRequestKinds {
  readonly policy: Pick<Policy, 'resources'>;
  /** The names of the option `grantTypes`. */
  readonly grantTypes: readonly string[];
}

/**
 * The schema of a token request to a server: RFC 6749 §4.1.3 with RFC 7636 §4.5, RFC 6749 §6, and §4.4 and §4.5 if the server supports them.
 * With resources in the policy, each form has the parameter of RFC 8707 §2.
 */
export const tokenRequestSchemaOf = ({ policy, grantTypes }: TokenRequestKinds): v.GenericSchema<object> => {
  const targeted = policy.resources.size === 0 ? {} : resourceMember;
  const extensions = grantTypes.filter((name) => name !== 'client_credentials');
  return v.union([
    v.object({ ...codeMembers(), ...targeted }),
    v.object({ ...refreshMembers(), ...targeted }),
    ...(extensions.length === grantTypes.length ? [] : [v.object({ ...clientCredentialsMembers(), ...targeted })]),
    ...(extensions.length === 0 ? [] : [v.looseObject(extensionMembers(extensions))]),
  ]);
};
