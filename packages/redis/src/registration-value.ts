import type { ClientRecord } from '@codegrant/server';
import { originOfRecord } from '@codegrant/server/internal';
import { isNil, textOf } from './reply.ts';

/** What the members of a list begin with: those of an organization, or those of all. JSON has no line break. */
const listOf = (orgId: string | undefined): string => `${orgId === undefined ? 'all' : JSON.stringify(orgId)}\n`;

/** Seconds with leading zeros, so that they are in order as text. */
const inOrder = (seconds: number): string => seconds.toFixed(6).padStart(20, '0');

/** The members of the sorted set of lists: equal scores, so they are in the order of their bytes. */
export const listedMembers = ({ metadata, createdAt, orgId }: ClientRecord): readonly string[] => {
  const place = `${inOrder(createdAt)}\n${metadata.client_id}`;
  return [listOf(undefined) + place, ...(orgId === undefined ? [] : [listOf(orgId) + place])];
};

/** The first and the last member of a list, as ZRANGEBYLEX takes them. U+000B is the character after a line break. */
export const rangeOfList = (orgId: string | undefined): readonly [string, string] => {
  const list = listOf(orgId);
  return [`[${list}`, `(${list.slice(0, -1)}\v`];
};

/**
 * The value of a registration: a line for the scripts, and then the registration, whose expiry changes by itself and is kept apart. The
 * scripts decode the line alone, because the JSON decoder of Redis refuses half of a surrogate pair and lists that are nested deeply, and
 * strangers write both.
 */
export const valueOfRecord = (record: ClientRecord): string => {
  const line = { origin: originOfRecord(record), revision: record.revision, listed: listedMembers(record) };
  return `${JSON.stringify(line)}\n${JSON.stringify({ ...record, expiresAt: undefined })}`;
};

/** The registration of a value, and of the reply with the time at which it expires. `undefined` if there is none. */
export const recordOfReply = (value: unknown, expiry: unknown): ClientRecord | undefined => {
  if (isNil(value)) return undefined;
  const text = textOf(value);
  const record = JSON.parse(text.slice(text.indexOf('\n') + 1));
  return { ...record, expiresAt: isNil(expiry) || expiry === '' ? undefined : Number(expiry) };
};
