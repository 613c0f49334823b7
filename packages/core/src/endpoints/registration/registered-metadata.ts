import { type Client, readClient } from '../../client/client.ts';
import type { RegistrationRequest } from '../../client/client-metadata-schema.ts';
import {
  type ClientMetadata,
  type TokenEndpointAuthMethod,
  tokenEndpointAuthMethods,
} from '../../client/client-metadata.ts';
import { type AllowedToStrangers, readRegistrationRequest, withUser } from '../../client/registration-request.ts';
import { joinScope } from '../../encoding/scope.ts';
import { type Result, resultOf } from '../../settings/invalid-settings.ts';
import { responseTypes } from '../authorization/request/supported-responses.ts';

/** What clients may register for themselves. */
export interface RegistrationSettings extends AllowedToStrangers {
  /** `public`: no client gets a secret, whatever it asks for. `any`: a client gets a secret, unless it asks for `none`. */
  readonly clientTypes: 'public' | 'any';
  /** How clients can authenticate at the server. Default: with a secret, or not at all. */
  readonly authMethods?: readonly string[] | undefined;
  /** Returns why a client cannot authenticate at the server, each as a sentence. Default: nothing. */
  readonly authConflicts?: ((client: Client) => readonly string[]) | undefined;
  /** How long a registration may be as JSON, in UTF-8 bytes. */
  readonly longestRegistration: number;
}

/** What a client has registered, with the defaults: RFC 7591 §3.2.1 tells the client all of it. */
export interface RegisteredMetadata extends RegistrationRequest {
  readonly grant_types: readonly string[];
  readonly response_types: readonly string[];
  readonly scope: string;
  readonly token_endpoint_auth_method: TokenEndpointAuthMethod;
}

const supportedResponseTypes: readonly string[] = responseTypes;

// RFC 7591 §2: client_secret_basic is the default. §3.2.1: the server may replace what a client asks for.
const authMethodOf = (
  { token_endpoint_auth_method: asked = 'client_secret_basic' }: RegistrationRequest,
  { clientTypes }: RegistrationSettings,
): TokenEndpointAuthMethod =>
  // A client with a key must not become a client that anybody can pretend to be.
  clientTypes === 'public' && asked !== 'private_key_jwt' ? 'none' : asked;

/**
 * MCP clients register with the scope of the first challenge, and request more scopes later (step-up). A narrow registration would protect
 * nobody: the client could register again, and a user is asked for each scope. Without a user, the client gets no more than it asked for.
 */
const scopeOf = (scope: string, grantTypes: readonly string[], settings: RegistrationSettings): string =>
  grantTypes.every((type) => withUser.includes(type)) ? joinScope(settings.scope) : scope;

const withDefaults = (
  { grant_types = ['authorization_code'], ...asked }: RegistrationRequest & Pick<RegisteredMetadata, 'scope'>,
  settings: RegistrationSettings,
): RegisteredMetadata => ({
  ...asked,
  grant_types,
  // RFC 7591 §3.2.1, as above.
  scope: scopeOf(asked.scope, grant_types, settings),
  response_types: (asked.response_types ?? supportedResponseTypes).filter((type) =>
    supportedResponseTypes.includes(type),
  ),
  token_endpoint_auth_method: authMethodOf(asked, settings),
});

const authMethodProblems = (
  { token_endpoint_auth_method: method }: RegisteredMetadata,
  { authMethods = tokenEndpointAuthMethods }: RegistrationSettings,
): readonly string[] =>
  authMethods.includes(method) ? [] : [`token_endpoint_auth_method must be one of ${authMethods.join(', ')}.`];

// RFC 7591 §2.1: the grant type authorization_code needs the response type code.
const responseTypeProblems = ({ response_types, grant_types }: RegisteredMetadata): readonly string[] =>
  response_types.length > 0 || !grant_types.includes('authorization_code')
    ? []
    : [`response_types must contain ${responseTypes.join(' or ')}.`];

/**
 * The registration of a client that registered itself, for `readClient`.
 *
 * @param secretHashes the hash of its secret. Empty for a public client
 */
export const selfRegistrationOf = (
  metadata: RegisteredMetadata,
  clientId: string,
  secretHashes: readonly string[],
  { customRedirectSchemes = [] }: AllowedToStrangers,
): ClientMetadata => ({
  ...metadata,
  client_id: clientId,
  origin: 'self',
  ...(metadata.response_types.length === 0 ? { response_types: undefined } : {}),
  ...(secretHashes.length === 0 ? {} : { client_secret_hashes: secretHashes }),
  ...(customRedirectSchemes.length === 0 ? {} : { custom_redirect_schemes: customRedirectSchemes }),
});

/** Whether a client that registers itself gets a secret. */
export const needsSecret = ({ token_endpoint_auth_method: method }: RegisteredMetadata): boolean =>
  method === 'client_secret_basic' || method === 'client_secret_post';

/** A hash, to find out whether a registration would be valid with one. */
const anyHash = 'A'.repeat(43);

/** The client of a registration, or why there can be none: what cannot be read as a client, or cannot authenticate. */
const readRegistered = (
  metadata: RegisteredMetadata,
  clientId: string,
  secretHashes: readonly string[],
  settings: RegistrationSettings,
): Result<Client> => {
  const read = readClient(selfRegistrationOf(metadata, clientId, secretHashes, settings));
  return read.kind === 'valid' ? resultOf(settings.authConflicts?.(read.value) ?? [], () => read.value) : read;
};

const readMetadata = (request: unknown, settings: RegistrationSettings): Result<RegisteredMetadata> => {
  const read = readRegistrationRequest(request, settings);
  if (read.kind === 'invalid') return read;
  const metadata = withDefaults(read.value, settings);
  return resultOf([...authMethodProblems(metadata, settings), ...responseTypeProblems(metadata)], () => metadata);
};

/**
 * Reads what a client asks to register for itself.
 *
 * @returns what it gets, or every problem as a sentence that begins with the name of the member
 */
export const readRegisteredMetadata = (
  request: unknown,
  settings: RegistrationSettings,
): Result<RegisteredMetadata> => {
  const metadata = readMetadata(request, settings);
  if (metadata.kind === 'invalid') return metadata;
  // A problem of the client is one now, and not at the first authorization request.
  const client = readRegistered(metadata.value, 'client', needsSecret(metadata.value) ? [anyHash] : [], settings);
  return client.kind === 'valid' ? metadata : client;
};

/**
 * Reads what a client registered for itself earlier, by the settings of now: a scope or a redirect URI that is not allowed any more is
 * gone.
 *
 * @returns the client. `undefined` if it could not register any more
 */
export const readSelfRegistered = (
  request: unknown,
  clientId: string,
  settings: RegistrationSettings,
): Client | undefined => {
  const metadata = readMetadata(request, { ...settings, redirectUris: 'usable', unknownScope: 'ignore' });
  if (metadata.kind === 'invalid') return undefined;
  const client = readRegistered(metadata.value, clientId, [], settings);
  return client.kind === 'valid' ? client.value : undefined;
};
