import type { GrantRecord } from '@codegrant/core';
import { listGrants } from '../ports/checked-grants.ts';
import { revokeGrant } from './revoke-grant.ts';
import type { RevocationSettings } from './revoke-owned-grant.ts';
import { settleAll } from './settle-all.ts';

/**
 * Revokes everything that a user allowed to a client: the remembered consent, and every grant. The failure of one does not leave
 * another undone.
 *
 * @param revoked called for each grant as soon as it is revoked
 * @returns the records of the grants. Expired ones may be among them: an access token can be valid for some time longer
 * @throws what one of the ports that failed threw
 */
export const revokeClient = async (
  subject: string,
  clientId: string,
  settings: RevocationSettings,
  revoked: (record: GrantRecord) => void,
): Promise<readonly GrantRecord[]> => {
  // First, so that no grant is made without a question while the others are revoked.
  const [forgotten] = await Promise.allSettled([(async () => settings.consents.forget(subject, clientId))()]);
  const records = (await listGrants(subject, settings.grants)).filter((record) => record.clientId === clientId);
  await settleAll(
    records.map((record) => async () => {
      await revokeGrant(subject, record.grantId, settings);
      revoked(record);
    }),
  );
  if (forgotten.status === 'rejected') throw forgotten.reason;
  return records;
};
