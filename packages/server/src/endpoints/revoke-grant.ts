import type { ServerSettings } from '../options/server-settings.ts';
import { settleAll } from './settle-all.ts';

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
  await settleAll([() => grants.revokeGrant(subject, grantId, until), () => tokens.revoke(grantId)]);
};
