import type { CodeChallengeMethod } from '../code/code-challenge-method.ts';
import { splitScope } from '../encoding/scope.ts';
import { type Brand, proveWithLists } from '../rules/brand.ts';
import { type Result, resultOf, valueOf } from '../settings/invalid-settings.ts';
import { readSettings } from '../settings/schema.ts';
import { registrationSchema } from './client-metadata-schema.ts';
import {
  type ClientMetadata,
  type ClientOrigin,
  grantTypesOf,
  isPublic,
  type JwkSet,
  type TokenEndpointAuthMethod,
} from './client-metadata.ts';
import { clientProblems, memberProblems } from './client-problems.ts';
import { hashClientSecret } from './client-secret.ts';

/**
 * A validated registration with its defaults filled in. {@link defineClient} and {@link readClient} make one, and no copy
 * of one counts: see {@link isClient}.
 */
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
    readonly token_endpoint_auth_signing_alg: string | undefined;
    readonly jwks: JwkSet | undefined;
    readonly jwks_uri: string | undefined;
    readonly client_secret_hashes: readonly string[];
    readonly grant_types: readonly string[];
    readonly response_types: readonly string[];
    readonly scope: readonly string[] | undefined;
    readonly required_scope: readonly string[];
    readonly consent: 'ask' | 'skip';
    readonly verified: boolean;
    readonly require_pkce: boolean;
    readonly code_challenge_methods: readonly CodeChallengeMethod[] | undefined;
    readonly loopback_port: 'any' | 'exact';
    readonly token_redirect_uri: 'required' | 'optional';
    readonly authorization_response_iss: 'send' | 'omit';
    readonly refresh_tokens: 'never' | 'offline_access' | 'always' | undefined;
    readonly introspection: 'own' | 'any' | readonly string[];
    readonly origin: ClientOrigin;
    readonly trusted: boolean;
  },
  'Client'
>;

const secretHashes = ({ client_secret, client_secret_hashes = [] }: ClientMetadata): readonly string[] =>
  client_secret === undefined ? client_secret_hashes : [...client_secret_hashes, hashClientSecret(client_secret)];

const tokensOf = (scope: string | undefined): readonly string[] | undefined =>
  scope === undefined ? undefined : splitScope(scope);

// RFC 6749 §2.3.1: Basic must work for every client with a secret. Many client libraries choose a method by themselves.
const authMethods = (client: ClientMetadata): readonly TokenEndpointAuthMethod[] => {
  const { token_endpoint_auth_method: registered, require_token_endpoint_auth_method: isRequired } = client;
  if (isPublic(client)) return ['none'];
  const isOnly = isRequired === true || registered === 'private_key_jwt';
  return isOnly && registered !== undefined ? [registered] : ['client_secret_basic', 'client_secret_post'];
};

/** Every client that this module made. */
const made = new WeakSet();

const proven: typeof proveWithLists<Client> = (members) => {
  const client = proveWithLists<Client>(members);
  made.add(client);
  return client;
};

/**
 * Whether {@link defineClient} or {@link readClient} made this very object. A copy is none, and neither is what JSON or a
 * cache gives back: a `redirect_uris` that became a string would be searched for parts of a redirect URI.
 */
export const isClient = (value: unknown): value is Client =>
  typeof value === 'object' && value !== null && made.has(value);

const withDefaults = (client: ClientMetadata): Client =>
  proven({
    client_id: client.client_id,
    client_name: client.client_name ?? client.client_id,
    client_uri: client.client_uri,
    logo_uri: client.logo_uri,
    policy_uri: client.policy_uri,
    tos_uri: client.tos_uri,
    redirect_uris: client.redirect_uris ?? [],
    token_endpoint_auth_methods: authMethods(client),
    token_endpoint_auth_signing_alg: client.token_endpoint_auth_signing_alg,
    jwks: client.jwks,
    jwks_uri: client.jwks_uri,
    client_secret_hashes: secretHashes(client),
    grant_types: grantTypesOf(client),
    response_types: client.response_types ?? ['code'],
    scope: tokensOf(client.scope),
    required_scope: tokensOf(client.required_scope) ?? [],
    consent: client.consent ?? 'ask',
    verified: client.verified ?? false,
    require_pkce: client.require_pkce ?? true,
    code_challenge_methods: client.code_challenge_methods,
    loopback_port: client.loopback_port ?? 'any',
    token_redirect_uri: client.token_redirect_uri ?? 'required',
    authorization_response_iss: client.authorization_response_iss ?? 'send',
    refresh_tokens: client.refresh_tokens,
    introspection: client.introspection ?? 'own',
    origin: client.origin ?? 'registered',
    trusted: (client.origin ?? 'registered') === 'registered' || client.trusted === true,
  });

/**
 * Reads a registration of the operator: from a file, or from a row of the client table. It decides what the client may
 * do without asking the user, so never pass it what a stranger sent: that is for {@link readRegistrationRequest}. An
 * unknown member is a problem.
 *
 * @returns the client, or every problem as a sentence that names the member
 * @see RFC 7591 §2
 * @example
 * const reading = readClient({ client_id: 'cli', redirect_uris: ['http://cli.example/cb'] });
 * if (reading.kind === 'invalid') console.error(reading.problems.join('\n'));
 */
export const readClient = (metadata: unknown): Result<Client> => {
  const read = readSettings(registrationSchema, metadata);
  const ofMembers = memberProblems(metadata);
  if (read.kind === 'invalid') return { kind: 'invalid', problems: [...read.problems, ...ofMembers] };
  return resultOf([...ofMembers, ...clientProblems(read.value)], () => withDefaults(read.value));
};

/**
 * Defines a client in code: {@link readClient} for your own registrations, which throws.
 *
 * @throws {InvalidSettings} with every problem, if the registration is invalid.
 * @example
 * const cli = defineClient({ client_id: 'cli', redirect_uris: ['http://127.0.0.1/callback'], scope: 'read' });
 */
export const defineClient = (metadata: ClientMetadata): Client =>
  valueOf(`client ${JSON.stringify(metadata.client_id)}`, readClient(metadata));

/** Whether the client is confidential: it has a secret or a key to authenticate with (RFC 6749 §2.1). */
export const isConfidential = ({ token_endpoint_auth_methods: methods }: Client): boolean => !methods.includes('none');
