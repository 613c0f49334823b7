import type { Policy } from '../settings/policy.ts';
import type { ClientMetadata } from './client-metadata.ts';
import { hashClientSecret } from './client-secret.ts';
import { readClient } from './client.ts';
import { grantTypeConflicts } from './grant-type-conflicts.ts';
import type { PublicMetadata } from './managed-client.ts';
import { policyConflicts } from './policy-conflicts.ts';

/**
 * The registration of a client that is created.
 *
 * @param secret `undefined` for a public client
 */
export const managedMetadata = (
  given: Omit<PublicMetadata, 'client_id'>,
  clientId: string,
  secret: string | undefined,
): ClientMetadata => ({
  ...given,
  client_id: clientId,
  ...(secret === undefined
    ? { token_endpoint_auth_method: 'none' }
    : { client_secret_hashes: [hashClientSecret(secret)] }),
});

/**
 * Returns what is wrong with a registration, by the rules for every client and by the settings of this server. Each is a sentence that
 * begins with the name of a member.
 *
 * @param grantTypes the names in the option `grantTypes`
 */
export const managedMetadataProblems = (
  metadata: ClientMetadata,
  policy: Policy,
  grantTypes: readonly string[],
): readonly string[] => {
  const read = readClient(metadata);
  return read.kind === 'invalid'
    ? read.problems
    : [...policyConflicts(read.value, policy), ...grantTypeConflicts(read.value, grantTypes)];
};
