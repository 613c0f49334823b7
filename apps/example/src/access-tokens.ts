import { createHash, randomBytes } from 'node:crypto';
import type { AccessToken, TokenFinder, Tokens } from '@codegrant/server';
import type { Entries } from './storage/entries.ts';

/** What the storage has of an access token. */
type StoredToken = AccessToken & { readonly grantId: string };

/** Opaque access tokens in the storage of the app, which its own API looks up. */
export type AccessTokens = Tokens & TokenFinder;

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
    const issuedAt = Math.floor(Date.now() / 1000);
    const issued: StoredToken = { ...grant, issuedAt, expiresAt: issuedAt + lifetimeSeconds };
    await entries.set(keyOf(accessToken), JSON.stringify(issued), lifetimeSeconds);
    return { accessToken, expiresIn: lifetimeSeconds };
  },
  revoke: (grantId) => entries.set(revocationOf(grantId), '', lifetimeSeconds + longerSeconds),
  revokeToken: (accessToken) => entries.remove(keyOf(accessToken)),
  find: async (accessToken) => {
    const kept = await entries.get(keyOf(accessToken));
    if (kept === undefined) return undefined;
    const issued: StoredToken = JSON.parse(kept);
    return (await entries.get(revocationOf(issued.grantId))) === undefined ? issued : undefined;
  },
});
