import { createHash, randomBytes } from 'node:crypto';
import type { TokenGrant, Tokens } from '@codegrant/server';
import type { Entries } from './storage/entries.ts';

/** Opaque access tokens in the storage of the app, which its own API looks up. */
export interface AccessTokens extends Tokens {
  /** Returns what an access token was issued for, or `undefined` if it is unknown, expired or revoked. */
  readonly find: (accessToken: string) => Promise<TokenGrant | undefined>;
}

const lifetimeSeconds = 600;

/**
 * How much longer a revocation is kept. A token of the grant may be issued a moment later, or by a machine whose clock is
 * ahead. In seconds.
 */
const longerSeconds = 300;

/** Only a hash is kept: a copy of the database has no token that an API accepts. */
const keyOf = (accessToken: string): string => `token:${createHash('sha256').update(accessToken).digest('base64url')}`;

// By grant, not by token: a token of the grant may be issued at the same time.
const revocationOf = (grantId: string): string => `revoked:${grantId}`;

/** Access tokens for ten minutes. A token that one process revokes is refused by every process that shares the storage. */
export const accessTokensIn = (entries: Entries): AccessTokens => ({
  issue: async (grant) => {
    const accessToken = randomBytes(32).toString('base64url');
    await entries.set(keyOf(accessToken), JSON.stringify(grant), lifetimeSeconds);
    return { accessToken, expiresIn: lifetimeSeconds };
  },
  revoke: (grantId) => entries.set(revocationOf(grantId), '', lifetimeSeconds + longerSeconds),
  find: async (accessToken) => {
    const kept = await entries.get(keyOf(accessToken));
    if (kept === undefined) return undefined;
    const grant: TokenGrant = JSON.parse(kept);
    return (await entries.get(revocationOf(grant.grantId))) === undefined ? grant : undefined;
  },
});
