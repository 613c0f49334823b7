import * as v from 'valibot';
import { codeChallengeMethods } from '../code/code-challenge-method.ts';
import { isUriString, isVschar } from '../encoding/characters.ts';
import { isScopeString } from '../encoding/scope.ts';
import { nonEmptyList, nonEmptyString, objectMessage, oneOf } from '../settings/schema.ts';
import { type ClientMetadata, clientOrigins, type JwkSet, tokenEndpointAuthMethods } from './client-metadata.ts';

const webPage = (): v.GenericSchema<string> =>
  v.pipe(
    nonEmptyString(),
    v.check((uri) => /^https?:\/\/[^/]/.test(uri) && URL.canParse(uri), 'must be an https or http URL'),
    v.check(isUriString, 'contains a character that is not allowed in a URI (RFC 3986): percent-encode it'),
  );

const words = (): v.GenericSchema<readonly string[]> => nonEmptyList(nonEmptyString());

const scope = (): v.GenericSchema<string> =>
  v.pipe(nonEmptyString(), v.check(isScopeString, 'must be scope tokens with one space between them'));

const flag = (): v.GenericSchema<boolean> => v.boolean('must be true or false');

const schemasOfMembers = () => ({
  client_id: v.pipe(
    nonEmptyString(),
    // RFC 6749 appendix A.1
    v.check(isVschar, 'must contain only visible ASCII characters and spaces (RFC 6749 appendix A.1)'),
  ),
  client_name: v.optional(nonEmptyString()),
  client_uri: v.optional(webPage()),
  logo_uri: v.optional(webPage()),
  policy_uri: v.optional(webPage()),
  tos_uri: v.optional(webPage()),
  redirect_uris: v.optional(nonEmptyList(nonEmptyString())),
  token_endpoint_auth_method: v.optional(oneOf([...tokenEndpointAuthMethods, 'private_key_jwt'])),
  require_token_endpoint_auth_method: v.optional(flag()),
  token_endpoint_auth_signing_alg: v.optional(nonEmptyString()),
  // Only a server with client assertions reads the keys: client-key-problems.ts judges them, so that other servers do not contain the checks.
  jwks: v.optional(v.custom<JwkSet>(() => true)),
  jwks_uri: v.optional(nonEmptyString()),
  // An unset environment variable must not turn a confidential client into a public one.
  client_secret: v.exactOptional(
    v.pipe(
      v.string(({ input }) =>
        input === undefined
          ? 'is undefined: set the secret, or omit the member for a public client'
          : 'must be a string',
      ),
      v.nonEmpty('must not be empty'),
      // RFC 6749 appendix A.2
      v.check(isVschar, 'must contain only visible ASCII characters and spaces (RFC 6749 appendix A.2)'),
    ),
  ),
  client_secret_hashes: v.optional(
    nonEmptyList(
      v.pipe(
        nonEmptyString(),
        v.regex(/^[A-Za-z0-9_-]{43}$/, 'must be 43 base64url characters: create it with hashClientSecret'),
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
  authorization_response_iss: v.optional(oneOf(['send', 'omit'])),
  refresh_tokens: v.optional(oneOf(['never', 'offline_access', 'always'])),
  introspection: v.optional(
    v.union(
      [oneOf(['own', 'any']), nonEmptyList(nonEmptyString())],
      'must be own, any, or a list of resources of the policy',
    ),
  ),
  origin: v.optional(oneOf(clientOrigins)),
  trusted: v.optional(flag()),
  custom_redirect_schemes: v.optional(
    nonEmptyList(
      v.pipe(nonEmptyString(), v.regex(/^[a-z][a-z0-9+-]*$/, 'must be a lower-case scheme without the colon')),
    ),
  ),
});

// The annotations let a bundler drop the schemas from a server whose registrations are read elsewhere.
const members = /* @__PURE__ */ schemasOfMembers();

/** Every known member. */
export const memberNames: readonly string[] = /* @__PURE__ */ Object.keys(members);

/** The other members of RFC 7591. They change nothing here, so a stored registration may have them. */
export const unusedMemberNames: readonly string[] = [
  'contacts',
  'software_id',
  'software_version',
  'software_statement',
  'client_id_issued_at',
  'client_secret_expires_at',
];

/** The schema of a registration. */
export const registrationSchema: v.GenericSchema<unknown, ClientMetadata> = /* @__PURE__ */ v.object(
  members,
  /* @__PURE__ */ objectMessage('must be an object with the members of a client registration'),
);

/** RFC 7591 §2: what a client may ask for itself. */
const requestMembers = [
  'client_name',
  'client_uri',
  'logo_uri',
  'policy_uri',
  'tos_uri',
  'redirect_uris',
  'token_endpoint_auth_method',
  'token_endpoint_auth_signing_alg',
  'jwks',
  'jwks_uri',
  'grant_types',
  'response_types',
  'scope',
] as const;

/** The registration that a client asks for itself: the members of RFC 7591 §2, and no others. */
export type RegistrationRequest = Pick<ClientMetadata, (typeof requestMembers)[number]>;

/**
 * The schema of a {@link RegistrationRequest}. RFC 7591 §2: members that it does not list are ignored. They include each
 * of our own, and client_id and client_secret, which only the server chooses (RFC 7591 §3.2.1).
 */
export const registrationRequestSchema: v.GenericSchema<unknown, RegistrationRequest> = /* @__PURE__ */ v.pick(
  /* @__PURE__ */ v.object(
    members,
    /* @__PURE__ */ objectMessage('must be an object with the members of a registration request'),
  ),
  requestMembers,
);
