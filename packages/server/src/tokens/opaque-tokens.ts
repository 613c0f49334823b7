import { type AccessTokenRecord, InvalidSettings, type Sha256 } from '@codegrant/core';
import { hashAccessToken, joinResources, randomString, splitResources, splitScope } from '@codegrant/core/internal';
import { systemNow } from '../platform/system.ts';
import { type AccessTokens, findAccessToken } from '../ports/access-tokens.ts';
import { type Awaitable, mapAwaitable } from '../ports/awaitable.ts';
import { findGrant } from '../ports/checked-grants.ts';
import { type Clock, clockOf } from '../ports/clock.ts';
import { platformSha256 } from '../ports/digest.ts';
import type { Grants } from '../ports/grants.ts';
import { type DrawEntropy, entropySource } from '../ports/random.ts';
import type { AccessToken, TokenFinder, TokenGrant, Tokens } from '../ports/tokens.ts';
import { opaqueTokenProblems } from './opaque-token-problems.ts';
import type { OpaqueTokenSettings } from './opaque-token-settings.ts';

/** What opaque tokens need. */
interface OpaqueTokenParts {
  readonly accessTokens: AccessTokens;
  /** The same port as that of the server. A token is valid as long as its grant is. */
  readonly grants: Grants;
  readonly lifetimeSeconds: number;
  readonly now: Clock;
  readonly entropy: DrawEntropy;
  readonly sha256: Sha256 | undefined;
}

/** Opaque tokens: everything that a server can do with tokens. */
export type OpaqueTokens = Tokens & TokenFinder & { readonly revokeToken: (accessToken: string) => Awaitable<void> };

const recordOf = (grant: TokenGrant, tokenHash: string, issuedAt: number, expiresAt: number): AccessTokenRecord => ({
  tokenHash,
  grantId: grant.grantId,
  subject: grant.subject,
  clientId: grant.clientId,
  scope: grant.scope.join(' '),
  resources: joinResources(grant.resources),
  authTime: grant.authTime,
  issuedAt,
  expiresAt,
});

const tokenOf = (record: AccessTokenRecord): AccessToken => ({
  subject: record.subject,
  clientId: record.clientId,
  scope: splitScope(record.scope) ?? [],
  resources: splitResources(record.resources),
  grantId: record.grantId,
  authTime: record.authTime,
  issuedAt: record.issuedAt,
  expiresAt: record.expiresAt,
});

/** {@link opaqueTokens} over parts that are checked already. */
export const opaqueTokensWith = ({
  accessTokens,
  grants,
  lifetimeSeconds,
  now,
  entropy,
  sha256,
}: OpaqueTokenParts): OpaqueTokens => {
  const hashOf = (accessToken: string): string => hashAccessToken(accessToken, sha256);
  const withGrant = (record: AccessTokenRecord): Awaitable<AccessToken | undefined> => {
    // A client that acts for itself has no grant.
    if (record.subject === undefined) return tokenOf(record);
    return mapAwaitable(findGrant(record.subject, record.grantId, grants), (grant) =>
      grant === undefined ? undefined : tokenOf(record),
    );
  };
  return {
    issue: (grant) => {
      const accessToken = randomString(entropy());
      const issuedAt = now();
      const expiresAt = Math.min(issuedAt + lifetimeSeconds, grant.expiresAt ?? Number.POSITIVE_INFINITY);
      return mapAwaitable(
        accessTokens.saveAccessToken(recordOf(grant, hashOf(accessToken), issuedAt, expiresAt)),
        () => ({ accessToken, expiresIn: Math.max(0, expiresAt - issuedAt) }),
      );
    },
    // The server has revoked the grant, and a token is not valid without its grant. So nothing is left to do.
    revoke: () => undefined,
    revokeToken: (accessToken) => accessTokens.revokeAccessToken(hashOf(accessToken)),
    find: (accessToken) =>
      mapAwaitable(findAccessToken(hashOf(accessToken), accessTokens), (record) =>
        record === undefined || record.expiresAt <= now() ? undefined : withGrant(record),
      ),
  };
};

/**
 * Opaque access tokens: random strings, of which a store keeps the hashes. A server without the option `tokens` has them already. Use
 * this function for a port of your own that adds something to them.
 *
 * @throws {InvalidSettings} if a setting is invalid: it names each of them
 * @example
 * const grants = memoryGrants();
 * const tokens = opaqueTokens({ accessTokens: memoryAccessTokens(), grants, lifetimeSeconds: 300 });
 * await tokens.find('no-such-token'); // undefined
 */
export const opaqueTokens = (settings: OpaqueTokenSettings): OpaqueTokens => {
  const problems = opaqueTokenProblems(settings);
  if (problems.length > 0) throw new InvalidSettings('opaqueTokens', problems);
  const { accessTokens, grants, lifetimeSeconds = 600, now = systemNow } = settings;
  return opaqueTokensWith({
    accessTokens,
    grants,
    lifetimeSeconds,
    now: clockOf('opaqueTokens', now),
    entropy: entropySource(undefined),
    sha256: platformSha256(),
  });
};
