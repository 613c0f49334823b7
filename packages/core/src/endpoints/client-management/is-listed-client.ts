import { filteredMembers } from '../../client/filtered-members.ts';
import type { ManagedClient } from '../../client/managed-client.ts';
import type { ClientListFilter } from './client-filter.ts';

const isEqual = <Value>(expected: Value | undefined, value: Value): boolean =>
  expected === undefined || expected === value;

/** Whether a client is in a list. */
export const isListedClient = (client: ManagedClient, filter: ClientListFilter): boolean => {
  const { clientId, clientType, name, grantTypes, verified } = filteredMembers(client);
  return (
    isEqual(filter.clientId, clientId) &&
    isEqual(filter.clientType, clientType) &&
    isEqual(filter.name, name) &&
    name.includes(filter.nameContains ?? '') &&
    (filter.grantType === undefined || grantTypes.includes(filter.grantType)) &&
    isEqual(filter.verified, verified)
  );
};
