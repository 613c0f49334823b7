import { longestGrantSeconds } from '@codegrant/core/internal';
import type { ServerSettings } from '../options/server-settings.ts';
import { settleAll } from './settle-all.ts';

type Settings = Pick<ServerSettings<unknown>, 'grants' | 'tokens' | 'policy' | 'now'>;

const revokeRefreshTokens = async (
  subject: string,
  grantId: string,
  { grants, policy, now }: Settings,
): Promise<void> =>
  // No token of the grant expires later, whenever the grant is saved.
  grants.revokeGrant(subject, grantId, now() + longestGrantSeconds(policy));

/**
 * Revokes a grant because two parties have its tokens: its refresh tokens, and the access tokens of the operator. The failure of one does not
 * leave the other undone.
 *
 * @throws what the first port that failed threw
 */
export const revokeGrant = async (subject: string, grantId: string, settings: Settings): Promise<void> => {
  await settleAll([() => revokeRefreshTokens(subject, grantId, settings), () => settings.tokens.revoke(grantId)]);
};

/**
 * Revokes a grant because somebody asks for it. A grant that is revoked is not found any more, so its refresh tokens come last: the same
 * request, sent again after a failure, still finds what is left to revoke.
 *
 * @throws what a port that failed threw
 */
export const revokeGrantOnRequest = async (subject: string, grantId: string, settings: Settings): Promise<void> => {
  await settings.tokens.revoke(grantId);
  await revokeRefreshTokens(subject, grantId, settings);
};
