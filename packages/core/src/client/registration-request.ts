import { isScopeToken } from '../encoding/characters.ts';
import { joinScope, splitScope } from '../encoding/scope.ts';
import { InvalidSettings, type Result, resultOf } from '../settings/invalid-settings.ts';
import { readSettings } from '../settings/schema.ts';
import { type RegistrationRequest, registrationRequestSchema } from './client-metadata-schema.ts';
import { missingRedirectUris, redirectUriProblems } from './redirect-uri-problems.ts';

/** What the operator allows to clients that register themselves. */
export interface AllowedToStrangers {
  /** The scopes that such a client may register for. A request without `scope` gets all of them. */
  readonly scope: readonly string[];
  /**
   * The grant types that such a client may register for, of those that it names. Others are left out. With `client_credentials` it needs no
   * user. Default: `authorization_code` and `refresh_token`.
   */
  readonly grantTypes?: readonly string[] | undefined;
  /**
   * `usable` leaves out the redirect URIs that cannot be registered, if at least one can. `all` refuses the request. Default: `all`.
   */
  readonly redirectUris?: 'all' | 'usable' | undefined;
  /** Schemes without a dot that redirect URIs may have, for example `['cursor']`. Default: none. */
  readonly customRedirectSchemes?: readonly string[] | undefined;
  /** `ignore` leaves out the scopes that such a client may not register for. Default: `reject`. */
  readonly unknownScope?: 'reject' | 'ignore' | undefined;
}

// A client without private_key_jwt has no use for keys. Some clients list them for every server.
const withoutUnusedKeys = (request: RegistrationRequest): RegistrationRequest => {
  if (request.token_endpoint_auth_method === 'private_key_jwt') return request;
  const { jwks: _keys, jwks_uri: _uri, token_endpoint_auth_signing_alg: _algorithm, ...others } = request;
  return others;
};

const readRequest = (request: unknown): Result<RegistrationRequest> => {
  const read = readSettings(registrationRequestSchema, request);
  return read.kind === 'valid' ? { kind: 'valid', value: withoutUnusedKeys(read.value) } : read;
};

/** The members of RFC 7591 §2 that a client asks for, as it sent them. `undefined` if one of them has another type. */
export const registrationRequestIn = (request: unknown): RegistrationRequest | undefined => {
  const read = readRequest(request);
  return read.kind === 'valid' ? read.value : undefined;
};

/** What needs a user. */
export const withUser: readonly string[] = ['authorization_code', 'refresh_token'];

// In a string, a part of a scope would count as a scope.
const checkAllowed = ({ scope, grantTypes = withUser }: AllowedToStrangers): void => {
  if (!Array.isArray(grantTypes) || !grantTypes.every((type) => typeof type === 'string' && type !== ''))
    throw new InvalidSettings('readRegistrationRequest', [
      'grantTypes must be a list of grant types, such as ["authorization_code"].',
    ]);
  if (!Array.isArray(scope) || !scope.every((token) => typeof token === 'string' && isScopeToken(token)))
    throw new InvalidSettings('readRegistrationRequest', ['scope must be a list of scope tokens, such as ["read"].']);
};

const scopeProblems = ({ scope }: RegistrationRequest, allowed: AllowedToStrangers): readonly string[] =>
  (splitScope(scope ?? '') ?? [])
    .filter((token) => !allowed.scope.includes(token))
    .map((token) => `scope names ${token}, which a client may not register for itself.`);

// RFC 7591 §3.2.1: the server may replace what a client asks for. Apps list grant types that they use only where there are any.
const withGrantTypes = (
  request: RegistrationRequest,
  { grantTypes = withUser }: AllowedToStrangers,
): RegistrationRequest =>
  request.grant_types === undefined
    ? request
    : { ...request, grant_types: request.grant_types.filter((type) => grantTypes.includes(type)) };

const isUsable = (uri: string, { customRedirectSchemes }: AllowedToStrangers): boolean =>
  redirectUriProblems([uri], customRedirectSchemes).length === 0;

// RFC 7591 §3.2.1, as above. Some apps send the redirect URIs of all their forms at once, and need only one of them.
const withRedirectUris = (request: RegistrationRequest, allowed: AllowedToStrangers): RegistrationRequest => {
  const usable = request.redirect_uris?.filter((uri) => isUsable(uri, allowed)) ?? [];
  return allowed.redirectUris !== 'usable' || usable.length === 0 ? request : { ...request, redirect_uris: usable };
};

// RFC 6749 §3.3: the server may ignore a part of the scope, by its policy.
const withScope = (request: RegistrationRequest, { unknownScope, scope }: AllowedToStrangers): RegistrationRequest => {
  if (unknownScope !== 'ignore' || request.scope === undefined) return request;
  const known = splitScope(request.scope)?.filter((token) => scope.includes(token)) ?? [];
  // A client that may have none of what it asks for must not get everything.
  return known.length === 0 ? request : { ...request, scope: joinScope(known) };
};

const grantTypeProblems = ({ grant_types }: RegistrationRequest): readonly string[] =>
  grant_types?.length === 0 ? ['grant_types names no grant type that a client may register for itself.'] : [];

/**
 * Reads a registration request: what a stranger sends to register a client (RFC 7591 §3.1). It takes the members of
 * RFC 7591 §2 that this server uses, and ignores all others. A stranger who sends `consent`, `verified`, `client_id` or
 * `client_secret` therefore gets nothing for it. Redirect URIs are checked as in {@link readClient}, which is for the
 * registrations of the operator.
 *
 * @returns the metadata to register, with a `scope`, or every problem as a sentence that names the member: answer with
 *   `invalid_client_metadata` (RFC 7591 §3.2.2). Add a `client_id` of your choice, and a hash of a new secret unless
 *   `token_endpoint_auth_method` is `none` or `private_key_jwt`. Store that, and read it with {@link readClient}
 * @throws {InvalidSettings} if `allowed.scope` is not a list of scope tokens, whatever the request is
 * @see RFC 7591 §2 and §3.1
 * @example
 * const asked = readRegistrationRequest(
 *   { redirect_uris: ['https://client.example/callback'], consent: 'skip' },
 *   { scope: ['read'] },
 * );
 * if (asked.kind === 'valid') asked.value; // { redirect_uris: ['https://client.example/callback'], scope: 'read' }
 */
export const readRegistrationRequest = (
  request: unknown,
  allowed: AllowedToStrangers,
): Result<RegistrationRequest & { readonly scope: string }> => {
  checkAllowed(allowed);
  const read = readRequest(request);
  if (read.kind === 'invalid') return read;
  const asked = withScope(withRedirectUris(withGrantTypes(read.value, allowed), allowed), allowed);
  const problems = [
    ...missingRedirectUris(asked),
    ...redirectUriProblems(asked.redirect_uris ?? [], allowed.customRedirectSchemes),
    ...scopeProblems(asked, allowed),
    ...grantTypeProblems(asked),
  ];
  return resultOf(problems, () => ({ ...asked, scope: asked.scope ?? joinScope(allowed.scope) }));
};
