import type { ServerSettings } from '../options/server-settings.ts';

/**
 * Revokes a grant: its refresh tokens, and the access tokens of the operator. The failure of one does not leave the other undone.
 *
 * @throws what the first port that failed threw
 */
export const revokeGrant = async <Context>(
  subject: string,
  grantId: string,
  { grants, tokens, policy, now }: Pick<ServerSettings<Context>, 'grants' | 'tokens' | 'policy' | 'now'>,
): Promise<void> => {
  // No refresh token of the grant can be saved that expires later.
  const until = now() + policy.refreshTokenLifetimeSeconds;
  const revocations = await Promise.allSettled([
    (async () => grants.revokeGrant(subject, grantId, until))(),
    (async () => tokens.revoke(grantId))(),
  ]);
  for (const revocation of revocations) if (revocation.status === 'rejected') throw revocation.reason;
};
