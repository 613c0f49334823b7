import { type Client, type ClientMetadata, defineClient, hashClientSecret } from '@codegrant/core';
import { systemNow } from '../platform/system.ts';
import type { ClientRecord, ClientRegistry } from '../ports/client-registry.ts';
import { type Clock, clockOf } from '../ports/clock.ts';
import { expiredDropper } from './drop-expired.ts';
import { isListed } from './client-filter.ts';

const originOf = ({ metadata: { origin = 'registered' } }: ClientRecord): string => origin;

/** Of a secret only the hash is kept. */
const withoutSecret = ({ client_secret: secret, ...metadata }: ClientMetadata): ClientMetadata =>
  secret === undefined
    ? metadata
    : {
        ...metadata,
        client_secret_hashes: [...(metadata.client_secret_hashes ?? []), hashClientSecret(secret)],
      };

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const byTime = (a: ClientRecord, b: ClientRecord): number =>
  a.createdAt - b.createdAt || compare(a.metadata.client_id, b.metadata.client_id);

/**
 * Registrations in the memory of this process, for a server that is one process. They are lost when the process ends: clients must then
 * register again.
 *
 * @param now the clock, in seconds since 1970-01-01T00:00:00Z: the same as the server's. Default: the system's
 * @throws {InvalidSettings} if the clock does not return seconds
 * @example
 * const registry = memoryClientRegistry();
 */
export const memoryClientRegistry = (now: Clock = systemNow): ClientRegistry => {
  const clock = clockOf('memoryClientRegistry', now);
  const records = new Map<string, ClientRecord>();
  const expiring = new Map<string, ClientRecord>();
  const counts = new Map<string, number>();
  const countOf = (origin: string): number => counts.get(origin) ?? 0;

  const remove = (clientId: string): boolean => {
    const record = records.get(clientId);
    if (record === undefined) return false;
    counts.set(originOf(record), countOf(originOf(record)) - 1);
    expiring.delete(clientId);
    return records.delete(clientId);
  };
  const put = (record: ClientRecord): void => {
    const { client_id: clientId } = record.metadata;
    const kept = { ...record, metadata: withoutSecret(record.metadata) };
    records.set(clientId, kept);
    counts.set(originOf(kept), countOf(originOf(kept)) + 1);
    if (kept.expiresAt !== undefined) expiring.set(clientId, kept);
  };
  const dropExpired = expiredDropper(
    expiring,
    ({ expiresAt = 0 }) => expiresAt,
    ({ metadata }) => void remove(metadata.client_id),
  );
  const read = (clientId: string): ClientRecord | undefined => {
    const record = records.get(clientId);
    return record?.expiresAt === undefined || record.expiresAt > clock() ? record : undefined;
  };
  const replace = (record: ClientRecord): boolean => {
    if (read(record.metadata.client_id) === undefined) return false;
    remove(record.metadata.client_id);
    put(record);
    return true;
  };

  return {
    find: (clientId): Client | undefined => {
      const record = read(clientId);
      return record && defineClient(record.metadata);
    },
    createClient: (record, cap) => {
      dropExpired(clock());
      if (read(record.metadata.client_id) !== undefined) return 'exists';
      if (cap !== undefined && countOf(originOf(record)) >= cap) return 'full';
      // An invalid registration must not be found only when its client uses it.
      defineClient(record.metadata);
      remove(record.metadata.client_id);
      put(record);
      return 'created';
    },
    readClient: read,
    updateClient: (record) => {
      defineClient(record.metadata);
      return replace(record);
    },
    deleteClient: (clientId) => read(clientId) !== undefined && remove(clientId),
    keepClient: (clientId) => {
      const record = read(clientId);
      if (record?.expiresAt !== undefined) replace({ ...record, expiresAt: undefined });
    },
    listClients: (filter, offset, limit) => {
      dropExpired(clock());
      const listed = [...records.values()]
        .filter((record) => read(record.metadata.client_id) !== undefined && isListed(record, filter))
        .toSorted(byTime);
      return { records: listed.slice(offset, offset + limit), total: listed.length };
    },
  };
};
