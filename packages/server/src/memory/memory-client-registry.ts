import { systemNow } from '../platform/system.ts';
import { clientOfRecord, isCurrent, keptRecord, originOfRecord } from '../ports/client-record.ts';
import type { ClientRecord, ClientRegistry } from '../ports/client-registry.ts';
import { type Clock, clockOf } from '../ports/clock.ts';
import { isListed } from '../ports/is-listed.ts';
import { expiredDropper } from './drop-expired.ts';

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
    counts.set(originOfRecord(record), countOf(originOfRecord(record)) - 1);
    expiring.delete(clientId);
    return records.delete(clientId);
  };
  const put = (record: ClientRecord): void => {
    const { client_id: clientId } = record.metadata;
    remove(clientId);
    records.set(clientId, record);
    counts.set(originOfRecord(record), countOf(originOfRecord(record)) + 1);
    if (record.expiresAt !== undefined) expiring.set(clientId, record);
  };
  const dropExpired = expiredDropper(
    expiring,
    ({ expiresAt = 0 }) => expiresAt,
    ({ metadata }) => void remove(metadata.client_id),
  );
  const read = (clientId: string): ClientRecord | undefined => {
    const record = records.get(clientId);
    return record !== undefined && isCurrent(record, clock()) ? record : undefined;
  };

  return {
    find: (clientId) => {
      const record = read(clientId);
      return record && clientOfRecord(record, clock());
    },
    createClient: (record, cap) => {
      const kept = keptRecord(record);
      dropExpired(clock());
      if (read(record.metadata.client_id) !== undefined) return 'exists';
      if (cap !== undefined && countOf(originOfRecord(record)) >= cap) return 'full';
      put(kept);
      return 'created';
    },
    readClient: read,
    updateClient: (record) => {
      const kept = keptRecord(record);
      const replaced = read(record.metadata.client_id);
      if (replaced === undefined) return 'unknown';
      if (replaced.revision !== record.revision - 1) return 'conflict';
      put({ ...kept, expiresAt: replaced.expiresAt });
      return 'updated';
    },
    deleteClient: (clientId) => read(clientId) !== undefined && remove(clientId),
    keepClient: (clientId) => {
      const record = read(clientId);
      if (record?.expiresAt !== undefined) put({ ...record, expiresAt: undefined });
    },
    listClients: (filter, offset, limit) => {
      dropExpired(clock());
      const listed = [...records.values()]
        .filter((record) => isCurrent(record, clock()) && isListed(record, filter))
        .toSorted(byTime);
      return { records: listed.slice(offset, offset + limit), total: listed.length };
    },
  };
};
