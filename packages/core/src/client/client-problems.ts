import { splitScope } from '../encoding/scope.ts';
import { destinationOf } from '../redirect-uri/destination.ts';
import { memberNames, unusedMemberNames } from './client-metadata-schema.ts';
import { type ClientMetadata, grantTypesOf, isPublic } from './client-metadata.ts';
import { missingRedirectUris, redirectUriProblems } from './redirect-uri-problems.ts';

/** What makes a client confidential. */
const credentials = 'a client_secret, client_secret_hashes, or token_endpoint_auth_method private_key_jwt';

const secretProblems = (client: ClientMetadata): readonly string[] => {
  const method = client.token_endpoint_auth_method;
  if (isPublic(client) && method !== undefined && method !== 'none')
    return [`token_endpoint_auth_method ${method} needs a client_secret or client_secret_hashes.`];
  // RFC 8252 §8.5: a secret that proves nothing is not kept.
  if (!isPublic(client) && method === 'none')
    return ['token_endpoint_auth_method none does not use a secret: omit client_secret and client_secret_hashes.'];
  if (client.require_token_endpoint_auth_method === true && method === undefined)
    return ['require_token_endpoint_auth_method needs a token_endpoint_auth_method: set the one to require.'];
  return [];
};

// OAuth 2.1 §4.1.2.1: a public client always uses PKCE.
const pkceProblems = (client: ClientMetadata): readonly string[] =>
  isPublic(client) && client.require_pkce === false
    ? ['require_pkce cannot be false for a public client: only PKCE binds the code to the client.']
    : [];

// RFC 8252 §8.6: a client that cannot prove its identity gets no grant without consent.
const consentProblems = (client: ClientMetadata): readonly string[] =>
  client.consent === 'skip' &&
  isPublic(client) &&
  client.redirect_uris?.some((uri) => destinationOf(uri).kind !== 'website') === true
    ? [
        'consent cannot be skip for a public client, unless all its redirect_uris are https and not on this device: any app could pretend to be it.',
      ]
    : [];

// RFC 9700 §4.11.2: a stranger wrote the registration. Nothing in it may lift a check, and no name in it is known to be right.
const originProblems = (client: ClientMetadata): readonly string[] => {
  const { origin = 'registered', trusted, consent, verified } = client;
  const broken =
    origin === 'registered'
      ? [trusted === false && 'trusted cannot be false']
      : [
          consent === 'skip' && 'consent cannot be skip',
          verified === true && trusted !== true && 'verified needs trusted',
          origin === 'document' && destinationOf(client.client_id).kind === 'app' && 'client_id must be a URL',
        ];
  return broken.filter((problem) => problem !== false).map((problem) => `${problem} if origin is ${origin}.`);
};

const requiredScopeProblems = ({ scope, required_scope = '' }: ClientMetadata): readonly string[] => {
  const allowed = scope === undefined ? undefined : splitScope(scope);
  return (splitScope(required_scope) ?? [])
    .filter((token) => allowed?.includes(token) === false)
    .map((token) => `required_scope names ${token}, which is not in scope.`);
};

const refreshProblems = ({ refresh_tokens, grant_types }: ClientMetadata): readonly string[] =>
  refresh_tokens !== undefined && refresh_tokens !== 'never' && grant_types?.includes('refresh_token') !== true
    ? [`refresh_tokens ${refresh_tokens} needs the grant type: add refresh_token to grant_types.`]
    : [];

// RFC 6749 §4.4: anybody could be a client without a secret. And nobody is asked, so the operator says which scopes it may have.
const clientCredentialsProblems = (client: ClientMetadata): readonly string[] => {
  if (!grantTypesOf(client).includes('client_credentials')) return [];
  return [
    ...(isPublic(client)
      ? [`grant_types client_credentials needs ${credentials}: anybody could pretend to be the client.`]
      : []),
    ...(client.scope === undefined
      ? ['grant_types client_credentials needs a scope: no user is asked, so list the scopes that the client may have.']
      : []),
  ];
};

// RFC 7662 §2.1: only a resource server that authenticates is told about the tokens of other clients.
const introspectionProblems = (client: ClientMetadata): readonly string[] =>
  isPublic(client) && client.introspection !== undefined && client.introspection !== 'own'
    ? [`introspection of the tokens of other clients needs ${credentials}.`]
    : [];

/** The problems of a registration that its schema does not find: what a member needs or excludes. Each is a sentence. */
export const clientProblems = (client: ClientMetadata): readonly string[] => [
  ...redirectUriProblems(client.redirect_uris ?? [], client.custom_redirect_schemes),
  ...secretProblems(client),
  ...pkceProblems(client),
  ...consentProblems(client),
  ...originProblems(client),
  ...requiredScopeProblems(client),
  ...refreshProblems(client),
  ...clientCredentialsProblems(client),
  ...introspectionProblems(client),
];

// RFC 7591 §3.2.1: 0 means that the secret does not expire. Any other time would be passed over in silence.
const expiryProblems = (metadata: object): readonly string[] => {
  const expiresAt: unknown = Reflect.get(metadata, 'client_secret_expires_at');
  return expiresAt === undefined || expiresAt === 0
    ? []
    : ['client_secret_expires_at must be 0, because secrets do not expire here: remove the hash of an expired secret.'];
};

// A misspelt member would be a limit that is not there: with `scopes`, the client could request every scope.
const unknownMemberProblems = (metadata: object): readonly string[] =>
  Object.keys(metadata)
    .filter((name) => !memberNames.includes(name) && !unusedMemberNames.includes(name))
    .map((name) => `${name} is not a known member: correct its spelling, or remove it.`);

/** The problems of the members that are there, and of those that are not. Their values are not read. */
export const memberProblems = (metadata: unknown): readonly string[] =>
  typeof metadata === 'object' && metadata !== null
    ? [...missingRedirectUris(metadata), ...unknownMemberProblems(metadata), ...expiryProblems(metadata)]
    : [];
