import type { ClientRecord } from '@codegrant/server';
import { filteredMembers, managedClientOf, originOfRecord } from '@codegrant/server/internal';
import { areStorable } from './are-storable.ts';
import { grantTypeLines } from './client-filter.ts';
import type { Parameter } from './database.ts';
import type { RegistrationColumn } from './registration-statements.ts';
import { numberIn, textIn } from './row.ts';

/** The values of a row, by its columns. */
export type RegistrationRow = Readonly<Record<RegistrationColumn, Parameter>>;

/** A name for the comparison with filters. The record has the name as it is. */
const comparable = (name: string): string => name.replaceAll(/[\0\p{Surrogate}]/gu, '\ufffd');

/**
 * The row of a registration.
 *
 * @throws {TypeError} if a database cannot keep its organization
 */
export const rowOfRecord = (record: ClientRecord): RegistrationRow => {
  const { expiresAt } = record;
  const { clientId, clientType, name, grantTypes, verified } = filteredMembers(managedClientOf(record));
  if (!areStorable(record.orgId ?? ''))
    throw new TypeError('An orgId has the character U+0000 or half of a surrogate pair.');
  return {
    client_id: clientId,
    // Its expiry changes by itself.
    record: JSON.stringify({ ...record, expiresAt: undefined }),
    revision: record.revision,
    origin: originOfRecord(record),
    org_id: record.orgId ?? null,
    name: comparable(name),
    client_type: clientType,
    grant_types: grantTypeLines(grantTypes),
    verified: Number(verified),
    created_at: Math.floor(record.createdAt),
    expires_at: expiresAt === undefined ? null : Math.ceil(expiresAt),
  };
};

/** When the registration of a row expires. */
export const expiryIn = (row: unknown): number | undefined =>
  Object(row).expires_at === null ? undefined : numberIn(row, 'expires_at');

/** The registration of a row. */
export const recordOfRow = (row: unknown): ClientRecord => ({
  ...JSON.parse(textIn(row, 'record')),
  expiresAt: expiryIn(row),
});
