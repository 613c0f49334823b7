import * as v from 'valibot';
import { type CodeChallengeMethod, codeChallengeMethods } from '../code/code-challenge-method.ts';
import { isScopeString, isUriString, isVschar } from '../encoding/characters.ts';
import { nonEmptyList, nonEmptyString, objectMessage, oneOf } from '../settings/schema.ts';

/** How a client proves at the token endpoint who it is (RFC 7591 §2). */
export type TokenEndpointAuthMethod = 'none' | 'client_secret_basic' | 'client_secret_post';

/** Every way of authentication that is implemented. */
export const tokenEndpointAuthMethods: readonly ['none', 'client_secret_basic', 'client_secret_post'] = [
  'none',
  'client_secret_basic',
  'client_secret_post',
];

/**
 * A client's registration: the members of RFC 7591 §2 that this endpoint reads, and some of our own. Members that are
 * not listed here are ignored, as RFC 7591 §2 asks.
 */
export interface ClientMetadata {
  readonly client_id: string;
  /** Shown on the consent page. Default: the client_id. */
  readonly client_name?: string | undefined;
  /** The client's home page. Its host is shown on the consent page. */
  readonly client_uri?: string | undefined;
  readonly logo_uri?: string | undefined;
  readonly policy_uri?: string | undefined;
  readonly tos_uri?: string | undefined;
  /** At least one. A request must name one of these, byte for byte; on loopback any port will do. */
  readonly redirect_uris: readonly string[];
  /**
   * `none` makes a public client. Default: `none` for a client without a secret; a client with a secret that names no
   * method may use either of the two.
   */
  readonly token_endpoint_auth_method?: TokenEndpointAuthMethod | undefined;
  /** The secret in clear. Only its SHA-256 is kept. A client without a secret is a public one, so leave it out only for those. */
  readonly client_secret?: string;
  /** SHA-256 of each secret that is accepted, in base64url without padding: see `hashClientSecret`. */
  readonly client_secret_hashes?: readonly string[] | undefined;
  /** Default: `['authorization_code']`. */
  readonly grant_types?: readonly string[] | undefined;
  /** Default: `['code']`. */
  readonly response_types?: readonly string[] | undefined;
  /** The scopes that the client may ask for, with spaces between them. Default: every scope of the policy. */
  readonly scope?: string | undefined;
  /**
   * The scopes that the client is of no use without, with spaces between them: whoever allows the client can not leave them
   * out, if it asks for them. Default: none, so people choose freely.
   */
  readonly required_scope?: string | undefined;
  /**
   * `skip` grants without a question, for an app of the operator's own. It must be able to prove that it is itself: by a
   * secret, or by having https redirect URIs alone, none of them on this device (RFC 8252 §8.6). Default: `ask`.
   */
  readonly consent?: 'ask' | 'skip' | undefined;
  /** `true` says that the operator knows who publishes the client, and that client_name and client_uri are true. Default: false. */
  readonly verified?: boolean | undefined;
  /** `false` lets a confidential client do without PKCE. Default: true. */
  readonly require_pkce?: boolean | undefined;
  /** Default: those of the policy. */
  readonly code_challenge_methods?: readonly CodeChallengeMethod[] | undefined;
  /** `exact` makes the port of a loopback redirect URI count. Default: `any`. */
  readonly loopback_port?: 'any' | 'exact' | undefined;
  /**
   * `optional` lets a client leave redirect_uri out of its token request, as OAuth 2.1 does; one that is sent is compared all
   * the same. Default: `required`, as in RFC 6749 §4.1.3.
   */
  readonly token_redirect_uri?: 'required' | 'optional' | undefined;
  /** Schemes without a dot that the redirect URIs may have, as in `['cursor']`. Default: none. */
  readonly custom_redirect_schemes?: readonly string[] | undefined;
}

const webPage = (): v.GenericSchema<string> =>
  v.pipe(
    nonEmptyString(),
    v.check((uri) => /^https?:\/\/[^/]/.test(uri) && URL.canParse(uri), 'must be an https or http URL'),
    v.check(isUriString, 'has a character that no URI has (RFC 3986): percent-encode it'),
  );

const words = (): v.GenericSchema<readonly string[]> => nonEmptyList(nonEmptyString());

const scope = (): v.GenericSchema<string> =>
  v.pipe(nonEmptyString(), v.check(isScopeString, 'must be scope tokens with one space between them'));

const flag = (): v.GenericSchema<boolean> => v.boolean('must be true or false');

const members = {
  client_id: v.pipe(
    nonEmptyString(),
    // RFC 6749 appendix A.1
    v.check(isVschar, 'must hold only visible ASCII characters and spaces (RFC 6749 appendix A.1)'),
  ),
  client_name: v.optional(nonEmptyString()),
  client_uri: v.optional(webPage()),
  logo_uri: v.optional(webPage()),
  policy_uri: v.optional(webPage()),
  tos_uri: v.optional(webPage()),
  redirect_uris: nonEmptyList(nonEmptyString()),
  token_endpoint_auth_method: v.optional(oneOf(tokenEndpointAuthMethods)),
  // A variable of the environment that is not set must not make a public client of a confidential one.
  client_secret: v.exactOptional(
    v.pipe(
      v.string(({ input }) =>
        input === undefined
          ? 'is undefined: give the secret, or leave the member out for a public client'
          : 'must be a string',
      ),
      v.nonEmpty('must not be empty'),
      // RFC 6749 appendix A.2
      v.check(isVschar, 'must hold only visible ASCII characters and spaces (RFC 6749 appendix A.2)'),
    ),
  ),
  client_secret_hashes: v.optional(
    nonEmptyList(
      v.pipe(
        nonEmptyString(),
        v.regex(/^[A-Za-z0-9_-]{43}$/, 'must be 43 characters of base64url: make it with hashClientSecret'),
      ),
    ),
  ),
  grant_types: v.optional(words()),
  response_types: v.optional(words()),
  scope: v.optional(scope()),
  required_scope: v.optional(scope()),
  consent: v.optional(oneOf(['ask', 'skip'])),
  verified: v.optional(flag()),
  require_pkce: v.optional(flag()),
  code_challenge_methods: v.optional(nonEmptyList(oneOf(codeChallengeMethods))),
  loopback_port: v.optional(oneOf(['any', 'exact'])),
  token_redirect_uri: v.optional(oneOf(['required', 'optional'])),
  custom_redirect_schemes: v.optional(
    nonEmptyList(
      v.pipe(nonEmptyString(), v.regex(/^[a-z][a-z0-9+-]*$/, 'must be a scheme in lower case without the colon')),
    ),
  ),
};

/** Every member that is read. */
export const memberNames: readonly string[] = Object.keys(members);

/** What a registration must look like, member by member. */
export const registrationSchema: v.GenericSchema<unknown, ClientMetadata> = v.object(
  members,
  objectMessage('must be an object with the members of a client registration'),
);
