import type { GrantRecord, Grants } from '@codegrant/server';
import { expect } from 'vitest';
import { foundGrant, grantWith, plainGrantOf, saveOtherGrants } from './grant-samples.ts';
import type { PortPromise } from './made-store.ts';
import { later, long, nearMissesOf, now, outliveMilliseconds, unique, unusual } from './store-samples.ts';

type GrantPromise = PortPromise<Grants>;

/** Saves a grant, and expects that it is found as it was saved. */
const expectKept = async (grants: Grants, record: GrantRecord): Promise<void> => {
  await grants.saveGrant(record);
  expect(await foundGrant(grants, record.subject, record.grantId)).toEqual(record);
};

const expectUnknown = async (grants: Grants, { subject, grantId }: GrantRecord): Promise<void> => {
  expect(await foundGrant(grants, subject, grantId)).toBeUndefined();
  expect((await grants.listGrants(subject)).map((each) => each.grantId)).not.toContain(grantId);
};

const listed = async (grants: Grants, subject: string): Promise<readonly GrantRecord[]> =>
  (await grants.listGrants(subject)).map(plainGrantOf).toSorted((a, b) => a.grantId.localeCompare(b.grantId));

const finding: readonly GrantPromise[] = [
  {
    title: 'A grant that was saved is returned with every member as it was saved.',
    check: (grants) => expectKept(grants, grantWith({ createdAt: now() - 30, lastUsedAt: now() - 20 })),
  },
  {
    title: 'A grant whose authTime is undefined is returned with undefined or null.',
    check: (grants) => expectKept(grants, grantWith({ authTime: undefined })),
  },
  {
    title: 'A fraction of a second in authTime of a grant is kept.',
    check: (grants) => expectKept(grants, grantWith({ authTime: 1_767_225_600.123 })),
  },
  {
    title: 'Unusual characters, long strings and spaces at the end of a grant come back as they were saved.',
    check: async (grants) => {
      await expectKept(grants, grantWith({ subject: `${unusual}${unique()} `, clientId: 'web  ' }));
      // A subject is a part of a key, which a database may limit.
      await expectKept(
        grants,
        grantWith({ subject: `${long.slice(0, 1000)}${unique()}`, clientId: long, scope: long }),
      );
    },
  },
  {
    title: 'A grant that is saved again is returned as it was saved last.',
    check: async (grants) => {
      const record = grantWith({ lastUsedAt: now() - 20 });
      await grants.saveGrant(record);
      await expectKept(grants, { ...record, lastUsedAt: now() });
    },
  },
  {
    title: 'A grant that was never saved is unknown: undefined or null.',
    check: (grants) => expectUnknown(grants, grantWith()),
  },
  {
    title: 'Only the exact subject and identifier find a grant.',
    check: async (grants) => {
      const record = grantWith();
      const { subject, grantId } = record;
      await grants.saveGrant(record);
      for (const other of nearMissesOf(grantId))
        expect(await foundGrant(grants, subject, other), JSON.stringify(other)).toBeUndefined();
      for (const other of nearMissesOf(subject))
        expect(await foundGrant(grants, other, grantId), JSON.stringify(other)).toBeUndefined();
      expect(await foundGrant(grants, subject, grantId)).toEqual(record);
    },
  },
  {
    title: 'Two subjects may have grants with the same identifier.',
    check: async (grants) => {
      const [one, other] = [grantWith(), grantWith()];
      const same = { ...other, grantId: one.grantId };
      await grants.saveGrant(one);
      await expectKept(grants, same);
      await grants.revokeGrant(same.subject, same.grantId, later());
      expect(await foundGrant(grants, one.subject, one.grantId)).toEqual(one);
    },
  },
];

const listing: readonly GrantPromise[] = [
  {
    title: 'The list of a subject has each of its grants as it was saved last, and no other.',
    check: async (grants) => {
      const { subject } = grantWith();
      const records = [grantWith({ subject }), grantWith({ subject, clientId: 'other' }), grantWith({ subject })];
      for (const record of records) await grants.saveGrant(record);
      await grants.saveGrant(grantWith());
      const used = records.map((record) => ({ ...record, lastUsedAt: now() + 1 }));
      for (const record of used) await grants.saveGrant(record);
      expect(await listed(grants, subject)).toEqual(used.toSorted((a, b) => a.grantId.localeCompare(b.grantId)));
    },
  },
  {
    title: 'The list of a subject without grants is an empty array.',
    check: async (grants) => expect(await grants.listGrants(unique())).toEqual([]),
  },
];

const revoking: readonly GrantPromise[] = [
  {
    title: 'A revoked grant is unknown, and not in the list.',
    check: async (grants) => {
      const record = grantWith();
      await grants.saveGrant(record);
      await grants.revokeGrant(record.subject, record.grantId, later());
      await expectUnknown(grants, record);
    },
  },
  {
    title: 'A revoked grant stays revoked when it is saved again.',
    check: async (grants) => {
      const record = grantWith();
      await grants.saveGrant(record);
      await grants.revokeGrant(record.subject, record.grantId, later());
      await grants.saveGrant({ ...record, lastUsedAt: now() + 1 });
      await expectUnknown(grants, record);
    },
  },
  {
    title: 'A grant that is revoked before it is saved is revoked.',
    check: async (grants) => {
      const record = grantWith();
      await grants.revokeGrant(record.subject, record.grantId, later());
      await grants.saveGrant(record);
      await expectUnknown(grants, record);
    },
  },
  {
    title: 'A grant that is saved and revoked at the same time is revoked.',
    check: async (grants) => {
      const record = grantWith();
      const { subject, grantId } = record;
      const save = async (): Promise<void> => grants.saveGrant(record);
      const revoke = async (): Promise<void> => grants.revokeGrant(subject, grantId, later());
      await Promise.all(Array.from({ length: 30 }, (_, index) => (index === 15 ? revoke() : save())));
      await expectUnknown(grants, record);
    },
  },
  {
    title: 'Revoking a grant leaves the other grants of the subject.',
    check: async (grants) => {
      const record = grantWith();
      const kept = grantWith({ subject: record.subject });
      for (const each of [record, kept]) await grants.saveGrant(each);
      await grants.revokeGrant(record.subject, record.grantId, later());
      expect(await listed(grants, record.subject)).toEqual([kept]);
      expect(await foundGrant(grants, kept.subject, kept.grantId)).toEqual(kept);
    },
  },
];

const keeping: readonly GrantPromise[] = [
  {
    title: 'Expiry is in seconds: a grant is there after a moment, while others are saved.',
    check: async (grants) => {
      const record = grantWith();
      await grants.saveGrant(record);
      await outliveMilliseconds();
      await saveOtherGrants(grants);
      expect(await foundGrant(grants, record.subject, record.grantId)).toEqual(record);
    },
  },
  {
    title: 'A grant stays revoked until the given time, while others are saved.',
    check: async (grants) => {
      const record = grantWith();
      await grants.revokeGrant(record.subject, record.grantId, later());
      await outliveMilliseconds();
      await saveOtherGrants(grants);
      await grants.saveGrant(record);
      await expectUnknown(grants, record);
    },
  },
  {
    title: 'A grant that has expired is returned as it was saved, or is unknown.',
    check: async (grants) => {
      const record = grantWith({ expiresAt: now() - 1 });
      await grants.saveGrant(record);
      expect((await foundGrant(grants, record.subject, record.grantId)) ?? record).toEqual(record);
    },
  },
];

/** What a port promises about grants. */
export const grantPromises: readonly GrantPromise[] = [...finding, ...listing, ...revoking, ...keeping];
