import * as v from 'valibot';
import type { Brand } from './brand.ts';
import { isVschar } from './characters.ts';
import { hashText } from './digest.ts';
import { readRedirectUri } from './redirect-uri.ts';
import { type Result, valueOf } from './result.ts';
import { splitScope } from './scope.ts';
import { nonEmptyList, nonEmptyString, objectMessage, oneOf, readSettings } from './settings.ts';

/** How PKCE turns a code verifier into a code challenge (RFC 7636 §4.2). */
export type CodeChallengeMethod = 'S256' | 'plain';

/** How a client proves at the token endpoint who it is (RFC 7591 §2). */
export type TokenEndpointAuthMethod = 'none' | 'client_secret_basic' | 'client_secret_post';

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
  /** The secret in clear. Only its SHA-256 is kept. */
  readonly client_secret?: string | undefined;
  /** SHA-256 of each secret that is accepted, in base64url without padding: see `hashClientSecret`. */
  readonly client_secret_hashes?: readonly string[] | undefined;
  /** Default: `['authorization_code']`. */
  readonly grant_types?: readonly string[] | undefined;
  /** Default: `['code']`. */
  readonly response_types?: readonly string[] | undefined;
  /** The scopes that the client may ask for, with spaces between them. Default: every scope of the policy. */
  readonly scope?: string | undefined;
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

/** A registration that was checked, with its defaults filled in. {@link defineClient} and {@link readClient} make it. */
export type Client = Brand<
  {
    readonly client_id: string;
    readonly client_name: string;
    readonly client_uri: string | undefined;
    readonly logo_uri: string | undefined;
    readonly policy_uri: string | undefined;
    readonly tos_uri: string | undefined;
    readonly redirect_uris: readonly string[];
    readonly token_endpoint_auth_methods: readonly TokenEndpointAuthMethod[];
    readonly client_secret_hashes: readonly string[];
    readonly grant_types: readonly string[];
    readonly response_types: readonly string[];
    readonly scope: readonly string[] | undefined;
    readonly require_pkce: boolean;
    readonly code_challenge_methods: readonly CodeChallengeMethod[] | undefined;
    readonly loopback_port: 'any' | 'exact';
    readonly token_redirect_uri: 'required' | 'optional';
  },
  'Client'
>;

const webPage = (): v.GenericSchema<string> =>
  v.pipe(
    nonEmptyString(),
    v.check((uri) => /^https?:\/\/[^/]/.test(uri) && URL.canParse(uri), 'must be an https or http URL'),
  );

const words = (): v.GenericSchema<readonly string[]> => nonEmptyList(nonEmptyString());

const registration = v.object(
  {
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
    token_endpoint_auth_method: v.optional(oneOf(['none', 'client_secret_basic', 'client_secret_post'])),
    client_secret: v.optional(
      v.pipe(
        nonEmptyString(),
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
    scope: v.optional(
      v.pipe(
        nonEmptyString(),
        v.check((text) => splitScope(text) !== undefined, 'must be scope tokens with one space between them'),
      ),
    ),
    require_pkce: v.optional(v.boolean('must be true or false')),
    code_challenge_methods: v.optional(nonEmptyList(oneOf(['S256', 'plain']))),
    loopback_port: v.optional(oneOf(['any', 'exact'])),
    token_redirect_uri: v.optional(oneOf(['required', 'optional'])),
    custom_redirect_schemes: v.optional(
      nonEmptyList(
        v.pipe(nonEmptyString(), v.regex(/^[a-z][a-z0-9+-]*$/, 'must be a scheme in lower case without the colon')),
      ),
    ),
  },
  objectMessage('must be an object with the members of a client registration'),
);

type Registration = v.InferOutput<typeof registration>;

const redirectUriProblems = (client: Registration): readonly string[] =>
  client.redirect_uris.flatMap((uri, index) => {
    const reading = readRedirectUri(uri, client.custom_redirect_schemes ?? []);
    return reading.kind === 'valid' ? [] : [`redirect_uris.${index} ${JSON.stringify(uri)} ${reading.problem}.`];
  });

const isPublic = (client: Registration): boolean => secretHashes(client).length === 0;

const secretHashes = ({ client_secret, client_secret_hashes = [] }: Registration): readonly string[] =>
  client_secret === undefined ? client_secret_hashes : [...client_secret_hashes, hashClientSecret(client_secret)];

const secretProblems = (client: Registration): readonly string[] => {
  const method = client.token_endpoint_auth_method;
  if (isPublic(client) && method !== undefined && method !== 'none')
    return [`token_endpoint_auth_method ${method} needs a client_secret or client_secret_hashes.`];
  // RFC 8252 §8.5: a secret that proves nothing is not kept.
  if (!isPublic(client) && method === 'none')
    return [
      'token_endpoint_auth_method none has no use for a secret: leave out client_secret and client_secret_hashes.',
    ];
  return [];
};

// OAuth 2.1 §4.1.2.1: a public client always uses PKCE.
const pkceProblems = (client: Registration): readonly string[] =>
  isPublic(client) && client.require_pkce === false
    ? ['require_pkce can not be false for a client without a secret: nothing else binds its code to it.']
    : [];

const authMethods = (client: Registration): readonly TokenEndpointAuthMethod[] => {
  if (client.token_endpoint_auth_method !== undefined) return [client.token_endpoint_auth_method];
  return isPublic(client) ? ['none'] : ['client_secret_basic', 'client_secret_post'];
};

const withDefaults = (client: Registration): Client =>
  ({
    client_id: client.client_id,
    client_name: client.client_name ?? client.client_id,
    client_uri: client.client_uri,
    logo_uri: client.logo_uri,
    policy_uri: client.policy_uri,
    tos_uri: client.tos_uri,
    redirect_uris: client.redirect_uris,
    token_endpoint_auth_methods: authMethods(client),
    client_secret_hashes: secretHashes(client),
    grant_types: client.grant_types ?? ['authorization_code'],
    response_types: client.response_types ?? ['code'],
    scope: client.scope === undefined ? undefined : splitScope(client.scope),
    require_pkce: client.require_pkce ?? true,
    code_challenge_methods: client.code_challenge_methods,
    loopback_port: client.loopback_port ?? 'any',
    token_redirect_uri: client.token_redirect_uri ?? 'required',
  }) as Client;

/**
 * Checks a registration that came from outside: a file, a database row, a registration request.
 *
 * @returns the client, or every problem as a sentence that names the member.
 * @see RFC 7591 §2
 * @example
 * const reading = readClient({ client_id: 'cli', redirect_uris: ['http://cli.example/cb'] });
 * if (reading.kind === 'invalid') console.error(reading.problems.join('\n'));
 */
export const readClient = (metadata: unknown): Result<Client> => {
  const read = readSettings(registration, metadata);
  if (read.kind === 'invalid') return read;
  const [first, ...others] = [
    ...redirectUriProblems(read.value),
    ...secretProblems(read.value),
    ...pkceProblems(read.value),
  ];
  return first === undefined
    ? { kind: 'valid', value: withDefaults(read.value) }
    : { kind: 'invalid', problems: [first, ...others] };
};

/**
 * A client that is written in code.
 *
 * @throws {InvalidSettings} with every problem, if the registration can not be worked with.
 * @example
 * const cli = defineClient({ client_id: 'cli', redirect_uris: ['http://127.0.0.1/callback'], scope: 'read' });
 */
export const defineClient = (metadata: ClientMetadata): Client =>
  valueOf(`client ${JSON.stringify(metadata.client_id)}`, readClient(metadata));

/**
 * What to keep of a client secret: its SHA-256, 43 characters of base64url. Secrets must be random (32 bytes, say), not
 * chosen by a person: a fast hash is no protection for a password.
 *
 * @example
 * const kept = hashClientSecret('7Fjfp0ZBr1KtDRbnfVdmIw');
 */
export const hashClientSecret = (secret: string): string => hashText(secret);

/** Whether the client holds a secret that it can prove itself with (RFC 6749 §2.1). */
export const isConfidential = (client: Client): boolean => client.client_secret_hashes.length > 0;
