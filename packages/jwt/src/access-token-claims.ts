import type { AccessToken, TokenGrant } from '@codegrant/server';
import { isNonEmptyString, isScopeString, isTime, refuseSubjectOfClient } from '@codegrant/server/internal';
import type { JWTPayload } from 'jose';

/** What each token of a server says besides its grant. */
export interface TokenSettings {
  readonly issuer: string;
  /** The audience of tokens whose grant names no resource. */
  readonly audience: string;
  readonly lifetimeSeconds: number;
}

const audienceOf = ([first, ...others]: readonly string[], audience: string): string | string[] => {
  if (first === undefined) return audience;
  return others.length === 0 ? first : [first, ...others];
};

/**
 * The `sub` claim: the user, or the client that acts for itself (RFC 9068 §2.2).
 *
 * @throws {TypeError} if the user could be taken for the client
 */
const subjectOf = (grant: TokenGrant): string => {
  refuseSubjectOfClient(grant);
  return grant.subject ?? grant.clientId;
};

/**
 * When a token that is issued now expires: after its lifetime, and not after its grant.
 *
 * @param now in seconds since 1970-01-01T00:00:00Z, like the result
 */
export const expiryOf = ({ expiresAt }: TokenGrant, lifetimeSeconds: number, now: number): number =>
  Math.max(now, Math.min(now + lifetimeSeconds, expiresAt ?? Number.POSITIVE_INFINITY));

/**
 * The claims of an access token (RFC 9068 §2.2).
 *
 * @param now in seconds since 1970-01-01T00:00:00Z
 */
export const claimsOf = (
  grant: TokenGrant,
  { issuer, audience, lifetimeSeconds }: TokenSettings,
  now: number,
): JWTPayload => ({
  iss: issuer,
  sub: subjectOf(grant),
  aud: audienceOf(grant.resources, audience),
  client_id: grant.clientId,
  iat: now,
  exp: expiryOf(grant, lifetimeSeconds, now),
  jti: crypto.randomUUID(),
  grant_id: grant.grantId,
  ...(grant.scope.length === 0 ? {} : { scope: grant.scope.join(' ') }),
  ...(grant.authTime === undefined ? {} : { auth_time: grant.authTime }),
});

const textsOf = (value: unknown): readonly string[] => [value].flat().filter(isNonEmptyString);

/** A token without a scope may have an empty string. */
const isScope = (value: unknown): value is string =>
  typeof value === 'string' && (value === '' || isScopeString(value));

/** What verified claims say. `undefined` if they are not those of an access token. */
export const accessTokenOf = (claims: JWTPayload): AccessToken | undefined => {
  const { sub, aud, iat, exp, client_id: clientId, scope = '', auth_time: authTime, grant_id: grantId } = claims;
  // RFC 7800 §3.1: whoever has the token must prove that they have a key, too. Nobody checks that here, so it is no bearer token.
  if ((claims['cnf'] ?? undefined) !== undefined) return undefined;
  if (!isNonEmptyString(sub) || !isNonEmptyString(clientId)) return undefined;
  if (!isScope(scope) || !isTime(iat) || !isTime(exp)) return undefined;
  return {
    subject: sub === clientId ? undefined : sub,
    clientId,
    scope: scope === '' ? [] : scope.split(' '),
    resources: textsOf(aud),
    grantId: isNonEmptyString(grantId) ? grantId : undefined,
    authTime: isTime(authTime) ? authTime : undefined,
    issuedAt: iat,
    expiresAt: exp,
  };
};
