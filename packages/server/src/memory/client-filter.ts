import type { ClientFilter, ClientRecord } from '../ports/client-registry.ts';

const isEqual = <Value>(expected: Value | undefined, value: Value): boolean =>
  expected === undefined || expected === value;

/** Whether a registration is in a list. Call it for registrations without a `client_secret`: only hashes are kept. */
export const isListed = ({ metadata }: ClientRecord, filter: ClientFilter): boolean => {
  const {
    client_id: clientId,
    client_name: name = clientId,
    client_secret_hashes: hashes = [],
    grant_types: grantTypes = ['authorization_code'],
    verified = false,
  } = metadata;
  return (
    isEqual(filter.clientId, clientId) &&
    isEqual(filter.clientType, hashes.length > 0 ? 'confidential' : 'public') &&
    isEqual(filter.name, name) &&
    name.includes(filter.nameContains ?? '') &&
    (filter.grantType === undefined || grantTypes.includes(filter.grantType)) &&
    isEqual(filter.verified, verified)
  );
};
