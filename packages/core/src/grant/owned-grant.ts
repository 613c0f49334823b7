import { splitScope } from '../encoding/scope.ts';
import { splitResources } from '../resource/recorded-resources.ts';
import type { GrantRecord } from './grant-record.ts';

/** A grant, as its resource owner may see it. */
export interface OwnedGrant {
  /** Identifies the grant: a UUID. */
  readonly grantId: string;
  readonly clientId: string;
  /** The granted scope tokens. */
  readonly scope: readonly string[];
  /** The granted resources. Empty if the policy had none. */
  readonly resources: readonly string[];
  /** When the client redeemed its code, in seconds since 1970-01-01T00:00:00Z. */
  readonly createdAt: number;
  /** When the client last received tokens for the grant, in seconds since 1970-01-01T00:00:00Z. */
  readonly lastUsedAt: number;
  /** When the grant ends by itself, in seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

/** The grant of a record, whether it has expired or not. */
export const ownedGrantOf = ({
  grantId,
  clientId,
  scope,
  resources,
  createdAt,
  lastUsedAt,
  expiresAt,
}: GrantRecord): OwnedGrant => ({
  grantId,
  clientId,
  scope: splitScope(scope) ?? [],
  resources: splitResources(resources),
  createdAt,
  lastUsedAt,
  expiresAt,
});

const isCurrent = ({ expiresAt }: GrantRecord, now: number): boolean => expiresAt > now;

/** The grant of a record, unless it has expired. */
export const currentGrant = (record: GrantRecord | undefined, now: number): OwnedGrant | undefined =>
  record !== undefined && isCurrent(record, now) ? ownedGrantOf(record) : undefined;

/** The later grant comes first. Of two grants of the same second, the order is always the same. */
const newestFirst = (one: GrantRecord, other: GrantRecord): number =>
  other.createdAt - one.createdAt || (one.grantId < other.grantId ? -1 : 1);

/** The grants of records that have not expired, the newest first. */
export const currentGrants = (records: readonly GrantRecord[], now: number): readonly OwnedGrant[] => {
  const current = records.filter((record) => isCurrent(record, now));
  current.sort(newestFirst);
  return current.map(ownedGrantOf);
};
