import type { FoundRefreshToken, GrantRecord, Grants, RefreshTokenRecord, RefreshTokenUse } from '@codegrant/server';
import { later, now, unique } from './store-samples.ts';

/** A grant that no other test has, with some changes. */
export const grantWith = (changes: Partial<GrantRecord> = {}): GrantRecord => ({
  grantId: unique(),
  subject: `user-${unique()}`,
  clientId: 'web',
  scope: 'read write',
  resources: 'https://api.example/mcp https://files.example',
  authTime: now() - 10,
  createdAt: now(),
  lastUsedAt: now(),
  expiresAt: later(),
  ...changes,
});

/** A refresh token that no other test has, with some changes. */
export const refreshTokenWith = (changes: Partial<RefreshTokenRecord> = {}): RefreshTokenRecord => ({
  tokenHash: unique(),
  grantId: unique(),
  subject: `user-${unique()}`,
  expiresAt: later(),
  ...changes,
});

/** A use of a refresh token that differs from every other. */
export const useWith = (changes: Partial<RefreshTokenUse> = {}): RefreshTokenUse => ({
  salt: unique(),
  usedAt: now(),
  successorHash: unique(),
  ...changes,
});

/** The members of a grant, without what a database adds, and with `undefined` for `null`. */
export const plainGrantOf = (record: GrantRecord): GrantRecord => ({
  grantId: record.grantId,
  subject: record.subject,
  clientId: record.clientId,
  scope: record.scope,
  resources: record.resources ?? undefined,
  authTime: record.authTime ?? undefined,
  createdAt: record.createdAt,
  lastUsedAt: record.lastUsedAt,
  expiresAt: record.expiresAt,
});

/** Finds a grant, as it can be compared. An unknown one is `undefined`. */
export const foundGrant = async (
  grants: Grants,
  subject: string,
  grantId: string,
): Promise<GrantRecord | undefined> => {
  const found = (await grants.findGrant(subject, grantId)) ?? undefined;
  return found && plainGrantOf(found);
};

/** Finds a refresh token, as it can be compared. An unknown one is `undefined`. */
export const foundToken = async (grants: Grants, hash: string): Promise<FoundRefreshToken | undefined> => {
  const found = (await grants.findRefreshToken(hash)) ?? undefined;
  if (found === undefined) return undefined;
  const { tokenHash, grantId, subject, expiresAt } = found.record;
  return { record: { tokenHash, grantId, subject, expiresAt }, used: found.used };
};

/** Uses a refresh token, and returns the recorded use as it can be compared. */
export const recordedUse = async (
  grants: Grants,
  tokenHash: string,
  use: RefreshTokenUse = useWith(),
): Promise<RefreshTokenUse | undefined> => {
  const recorded = (await grants.useRefreshToken(tokenHash, use)) ?? undefined;
  return recorded && { salt: recorded.salt, usedAt: recorded.usedAt, successorHash: recorded.successorHash };
};

/** Saves grants and refresh tokens, as time goes on: a store may delete what has expired. */
export const saveOtherGrants = async (grants: Grants): Promise<void> => {
  for (const expiresAt of [now() - 3600, now() + 60, now() + 600]) {
    await grants.saveGrant(grantWith({ expiresAt }));
    await grants.saveRefreshToken(refreshTokenWith({ expiresAt }));
  }
};
