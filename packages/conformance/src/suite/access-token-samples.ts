import type { AccessTokenRecord, AccessTokens } from '@codegrant/server';
import { later, now, unique } from './store-samples.ts';

/** An access token that no other test has, with some changes. */
export const accessTokenWith = (changes: Partial<AccessTokenRecord> = {}): AccessTokenRecord => ({
  tokenHash: unique(),
  grantId: unique(),
  subject: `user-${unique()}`,
  clientId: 'web',
  scope: 'read write',
  resources: 'https://api.example/mcp https://files.example',
  authTime: now() - 10,
  issuedAt: now(),
  expiresAt: later(),
  ...changes,
});

/** Finds an access token, without what a database adds, and with `undefined` for `null`. An unknown one is `undefined`. */
export const foundAccessToken = async (
  accessTokens: AccessTokens,
  hash: string,
): Promise<AccessTokenRecord | undefined> => {
  const found = (await accessTokens.findAccessToken(hash)) ?? undefined;
  if (found === undefined) return undefined;
  const { tokenHash, grantId, clientId, scope, issuedAt, expiresAt } = found;
  const subject = found.subject ?? undefined;
  const resources = found.resources ?? undefined;
  const authTime = found.authTime ?? undefined;
  return { tokenHash, grantId, subject, clientId, scope, resources, authTime, issuedAt, expiresAt };
};
