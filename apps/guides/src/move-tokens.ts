import { createHash, randomUUID } from 'node:crypto';
import type { AccessTokens, Grants } from '@codegrant/server';

/** What a user allowed to a client, in your old store. Times are in seconds since 1970. */
export interface OldGrant {
  readonly subject: string;
  readonly clientId: string;
  /** With one space between scopes. */
  readonly scope: string;
  /** Of `resources` of the policy, with one space between them. `undefined` if the policy has none. */
  readonly resources: string | undefined;
  readonly createdAt: number;
  readonly refreshToken?: { readonly value: string; readonly expiresAt: number };
  readonly accessToken?: { readonly value: string; readonly expiresAt: number };
}

/** The stores keep this hash of a token, and not the token. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Saves a grant and its tokens in the new stores. The client goes on with its tokens, and the user is not asked. */
export const moveGrant = async (old: OldGrant, grants: Grants, accessTokens: AccessTokens): Promise<void> => {
  const { subject, clientId, scope, resources, createdAt, refreshToken, accessToken } = old;
  const grant = { grantId: randomUUID(), subject, clientId, scope, resources, authTime: undefined };
  // A grant ends a year after the user allowed it: refreshTokenLifetimeSeconds of the policy.
  await grants.saveGrant({ ...grant, createdAt, lastUsedAt: createdAt, expiresAt: createdAt + 31_536_000 });
  if (refreshToken !== undefined)
    await grants.saveRefreshToken({
      tokenHash: hashOf(refreshToken.value),
      grantId: grant.grantId,
      subject,
      expiresAt: refreshToken.expiresAt,
    });
  if (accessToken !== undefined)
    await accessTokens.saveAccessToken({
      ...grant,
      tokenHash: hashOf(accessToken.value),
      issuedAt: createdAt,
      expiresAt: accessToken.expiresAt,
    });
};
