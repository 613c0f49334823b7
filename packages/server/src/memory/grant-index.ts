import type { GrantRecord } from '@codegrant/core';
import { expiredDropper } from './drop-expired.ts';

/** A grant, or that it was revoked. */
interface KeptGrant {
  readonly subject: string;
  readonly grantId: string;
  /** `undefined` if the grant was revoked. */
  readonly record: GrantRecord | undefined;
  /** In seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

/** Grants in memory, by subject and identifier. */
export interface GrantIndex {
  readonly save: (record: GrantRecord, now: number) => void;
  readonly find: (subject: string, grantId: string) => GrantRecord | undefined;
  readonly list: (subject: string) => readonly GrantRecord[];
  readonly revoke: (subject: string, grantId: string, until: number, now: number) => void;
}

/** Makes an empty index. What has expired is deleted when something is saved. */
export const grantIndex = (): GrantIndex => {
  const bySubject = new Map<string, Map<string, KeptGrant>>();
  /** Every grant, in the order in which they were added, which is about that in which they expire. */
  const inOrder = new Map<string, KeptGrant>();
  const find = (subject: string, grantId: string): KeptGrant | undefined => bySubject.get(subject)?.get(grantId);
  const drop = expiredDropper(
    inOrder,
    ({ expiresAt }) => expiresAt,
    ({ subject, grantId }) => {
      const ofSubject = bySubject.get(subject);
      ofSubject?.delete(grantId);
      if (ofSubject?.size === 0) bySubject.delete(subject);
    },
  );
  const keep = (kept: KeptGrant, now: number): void => {
    drop(now);
    const { subject, grantId } = kept;
    const ofSubject = bySubject.get(subject) ?? new Map<string, KeptGrant>();
    bySubject.set(subject, ofSubject.set(grantId, kept));
    inOrder.set(JSON.stringify([subject, grantId]), kept);
  };
  const isRevoked = (kept: KeptGrant | undefined): boolean => kept !== undefined && kept.record === undefined;
  return {
    save: (record, now) => {
      const { subject, grantId, expiresAt } = record;
      if (!isRevoked(find(subject, grantId))) keep({ subject, grantId, record, expiresAt }, now);
    },
    find: (subject, grantId) => find(subject, grantId)?.record,
    list: (subject) =>
      Array.from(bySubject.get(subject)?.values() ?? [], ({ record }) => record).filter(
        (record) => record !== undefined,
      ),
    revoke: (subject, grantId, until, now) => {
      // The later time: a second revocation must not end the first one early.
      const expiresAt = Math.max(until, find(subject, grantId)?.expiresAt ?? 0);
      keep({ subject, grantId, record: undefined, expiresAt }, now);
    },
  };
};
