import type { OwnedGrant } from '@codegrant/core';
import type { ServerSettings } from '../options/server-settings.ts';
import { revokeGrant } from './revoke-grant.ts';
import { settleAll } from './settle-all.ts';

/** What a revocation by the resource owner, or for one, takes from the settings of a server. */
export type RevocationSettings = Pick<ServerSettings<unknown>, 'grants' | 'tokens' | 'consents' | 'policy' | 'now'>;

/**
 * Revokes a grant because its resource owner wants it: its tokens, and the remembered consent of its client, with which the client would
 * get a new grant without a question. The failure of one does not leave another undone.
 *
 * @throws what the first port that failed threw
 */
export const revokeOwnedGrant = (
  subject: string,
  { grantId, clientId }: Pick<OwnedGrant, 'grantId' | 'clientId'>,
  settings: RevocationSettings,
): Promise<void> =>
  settleAll([() => settings.consents.forget(subject, clientId), () => revokeGrant(subject, grantId, settings)]);
