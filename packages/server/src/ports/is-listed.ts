import { isListedClient } from '@codegrant/core/internal';
import { originOfRecord } from './client-record.ts';
import type { ClientFilter, ClientRecord } from './client-registry.ts';
import { managedClientOf } from './managed-client-of.ts';

/** Whether a registration is in a list. */
export const isListed = (record: ClientRecord, filter: ClientFilter): boolean =>
  (filter.origin === undefined || filter.origin === originOfRecord(record)) &&
  (filter.orgId === undefined || filter.orgId === record.orgId) &&
  isListedClient(managedClientOf(record), filter);
