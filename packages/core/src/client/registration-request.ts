import { isScopeToken } from '../encoding/characters.ts';
import { joinScope, splitScope } from '../encoding/scope.ts';
import { InvalidSettings, type Result, resultOf } from '../settings/invalid-settings.ts';
import { readSettings } from '../settings/schema.ts';
import { type RegistrationRequest, registrationRequestSchema } from './client-metadata.ts';
import { redirectUriProblems } from './redirect-uri-problems.ts';

/** What the operator allows to clients that register themselves. */
export interface AllowedToStrangers {
  /** The scopes that such a client may register for. A request without `scope` gets all of them. */
  readonly scope: readonly string[];
}

// In a string, a part of a scope would count as a scope.
const checkAllowed = ({ scope }: AllowedToStrangers): void => {
  if (!Array.isArray(scope) || !scope.every((token) => typeof token === 'string' && isScopeToken(token)))
    throw new InvalidSettings('readRegistrationRequest', ['scope must be a list of scope tokens, such as ["read"].']);
};

const scopeProblems = ({ scope }: RegistrationRequest, allowed: AllowedToStrangers): readonly string[] =>
  (splitScope(scope ?? '') ?? [])
    .filter((token) => !allowed.scope.includes(token))
    .map((token) => `scope names ${token}, which a client may not register for itself.`);

/**
 * Reads a registration request: what a stranger sends to register a client (RFC 7591 §3.1). It takes the members of
 * RFC 7591 §2 that this server uses, and ignores all others. A stranger who sends `consent`, `verified`, `client_id` or
 * `client_secret` therefore gets nothing for it. Redirect URIs are checked as in {@link readClient}, which is for the
 * registrations of the operator.
 *
 * @returns the metadata to register, with a `scope`, or every problem as a sentence that names the member: answer with
 *   `invalid_client_metadata` (RFC 7591 §3.2.2). Add a `client_id` of your choice, and a hash of a new secret unless
 *   `token_endpoint_auth_method` is `none`. Store that, and read it with {@link readClient}
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
  const read = readSettings(registrationRequestSchema, request);
  if (read.kind === 'invalid') return read;
  const problems = [...redirectUriProblems(read.value.redirect_uris), ...scopeProblems(read.value, allowed)];
  return resultOf(problems, () => ({ ...read.value, scope: read.value.scope ?? joinScope(allowed.scope) }));
};
