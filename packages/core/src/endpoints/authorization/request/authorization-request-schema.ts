import * as v from 'valibot';
import { type CodeChallengeMethod, codeChallengeMethods } from '../../../code/code-challenge-method.ts';
import { scopePattern, unreserved43To128, vschar } from '../../../encoding/characters.ts';
import { responseTypes } from './supported-responses.ts';

/** The parameters of an authorization request: RFC 6749 §4.1.1 and RFC 7636 §4.3. */
interface AuthorizationRequestParameters {
  readonly response_type: 'code';
  readonly client_id: string;
  readonly redirect_uri: string;
  readonly scope?: string | undefined;
  readonly state?: string | undefined;
  readonly code_challenge?: string | undefined;
  readonly code_challenge_method?: CodeChallengeMethod | undefined;
}

/** The same parameters, and the one of RFC 8707 §2. */
interface TargetedRequestParameters extends AuthorizationRequestParameters {
  readonly resource?: readonly string[] | undefined;
}

const parameters = {
  response_type: v.pipe(v.picklist(responseTypes), v.description('Always code.')),
  client_id: v.pipe(
    v.string(),
    v.nonEmpty(),
    v.regex(vschar),
    v.description('The identifier that the client is registered under.'),
  ),
  redirect_uri: v.pipe(
    v.string(),
    v.url(),
    v.description('A registered redirect URI of the client, byte for byte. On loopback any port is accepted.'),
  ),
  scope: v.optional(
    v.pipe(
      v.string(),
      v.regex(scopePattern),
      v.description('The requested scope: scope tokens with one space between them.'),
    ),
  ),
  state: v.optional(
    v.pipe(
      v.string(),
      v.regex(vschar),
      v.description('Returned exactly as sent. It travels in the address bar, so it must not contain a secret.'),
    ),
  ),
  code_challenge: v.optional(
    v.pipe(
      v.string(),
      v.regex(unreserved43To128),
      v.description('For S256: BASE64URL(SHA256(code_verifier)), 43 characters. Required of public clients.'),
    ),
  ),
  code_challenge_method: v.optional(
    v.pipe(
      v.picklist(codeChallengeMethods),
      v.description('An omitted method means plain, which most clients may not use.'),
    ),
  ),
} as const;

/** The schema of {@link AuthorizationRequestParameters}. */
export const authorizationRequestSchema: v.GenericSchema<AuthorizationRequestParameters> = v.object(parameters);

/** The schema of {@link TargetedRequestParameters}, for a server whose policy has resources. */
export const targetedAuthorizationRequestSchema: v.GenericSchema<TargetedRequestParameters> = v.object({
  ...parameters,
  resource: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.url())),
      v.description('The API that the access token is for. Send the parameter once for each API.'),
    ),
  ),
});
