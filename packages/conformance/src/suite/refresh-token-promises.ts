import type { Grants, RefreshTokenRecord } from '@codegrant/server';
import { expect } from 'vitest';
import { foundToken, grantWith, recordedUse, refreshTokenWith, saveOtherGrants, useWith } from './grant-samples.ts';
import type { PortPromise } from './made-store.ts';
import { later, long, nearMissesOf, now, outliveMilliseconds, unique, unusual } from './store-samples.ts';

type RefreshTokenPromise = PortPromise<Grants>;

/** Saves a refresh token, and expects that it is found as it was saved, and unused. */
const expectKept = async (grants: Grants, record: RefreshTokenRecord): Promise<void> => {
  await grants.saveRefreshToken(record);
  expect(await foundToken(grants, record.tokenHash)).toEqual({ record, used: false });
};

const finding: readonly RefreshTokenPromise[] = [
  {
    title: 'A refresh token that was saved is returned with every member as it was saved, and is unused.',
    check: (grants) => expectKept(grants, refreshTokenWith()),
  },
  {
    title: 'Unusual characters, long strings and spaces at the end of a refresh token come back as they were saved.',
    check: async (grants) => {
      await expectKept(grants, refreshTokenWith({ subject: `${unusual} ` }));
      await expectKept(grants, refreshTokenWith({ subject: long }));
    },
  },
  {
    title: 'A refresh token that was never saved is unknown: undefined or null.',
    check: async (grants) => expect(await foundToken(grants, unique())).toBeUndefined(),
  },
  {
    title:
      'Only the exact hash finds a refresh token: not its beginning, another case, a space after it, or a pattern.',
    check: async (grants) => {
      const record = refreshTokenWith();
      const { tokenHash } = record;
      await grants.saveRefreshToken(record);
      const others = nearMissesOf(tokenHash);
      for (const other of others) expect(await foundToken(grants, other), JSON.stringify(other)).toBeUndefined();
      for (const other of others) expect(await recordedUse(grants, other), JSON.stringify(other)).toBeUndefined();
      expect(await foundToken(grants, tokenHash)).toEqual({ record, used: false });
    },
  },
  {
    title: 'Each of several refresh tokens is returned by its own hash.',
    check: async (grants) => {
      const records = [refreshTokenWith(), refreshTokenWith(), refreshTokenWith()];
      for (const record of records) await grants.saveRefreshToken(record);
      const found = await Promise.all(records.map(({ tokenHash }) => foundToken(grants, tokenHash)));
      expect(found).toEqual(records.map((record) => ({ record, used: false })));
    },
  },
  {
    title: 'A refresh token that is saved again is returned as it was saved last.',
    check: async (grants) => {
      const record = refreshTokenWith({ expiresAt: now() + 60 });
      await grants.saveRefreshToken(record);
      await expectKept(grants, { ...record, expiresAt: later() });
    },
  },
  {
    title: 'A refresh token and a grant with the same identifier do not touch each other.',
    check: async (grants) => {
      const grant = grantWith();
      const record = refreshTokenWith({ tokenHash: grant.grantId, subject: grant.subject });
      await grants.saveRefreshToken(record);
      await grants.saveGrant(grant);
      await grants.revokeGrant(grant.subject, grant.grantId, later());
      expect(await foundToken(grants, record.tokenHash)).toEqual({ record, used: false });
    },
  },
];

const using: readonly RefreshTokenPromise[] = [
  {
    title: 'The first use of a refresh token is recorded and returned with every member.',
    check: async (grants) => {
      const { tokenHash } = refreshTokenWith();
      await grants.saveRefreshToken(refreshTokenWith({ tokenHash }));
      const use = useWith({ usedAt: now() - 7 });
      expect(await recordedUse(grants, tokenHash, use)).toEqual(use);
      expect(await recordedUse(grants, tokenHash)).toEqual(use);
    },
  },
  {
    title: 'A second use changes nothing: every later call returns the first use.',
    check: async (grants) => {
      const record = refreshTokenWith();
      await grants.saveRefreshToken(record);
      const first = useWith();
      const recorded = [await recordedUse(grants, record.tokenHash, first)];
      for (const use of [useWith(), useWith()]) recorded.push(await recordedUse(grants, record.tokenHash, use));
      expect(recorded).toEqual([first, first, first]);
    },
  },
  {
    title: 'A refresh token whose use is recorded is returned as used.',
    check: async (grants) => {
      const record = refreshTokenWith();
      await grants.saveRefreshToken(record);
      await grants.useRefreshToken(record.tokenHash, useWith());
      expect(await foundToken(grants, record.tokenHash)).toEqual({ record, used: true });
    },
  },
  {
    title: 'A refresh token that is saved again stays used, and its first use stays recorded.',
    check: async (grants) => {
      const record = refreshTokenWith();
      const use = useWith();
      await grants.saveRefreshToken(record);
      await grants.useRefreshToken(record.tokenHash, use);
      await grants.saveRefreshToken({ ...record, expiresAt: later() + 1 });
      expect((await foundToken(grants, record.tokenHash))?.used).toBe(true);
      expect(await recordedUse(grants, record.tokenHash)).toEqual(use);
    },
  },
  {
    title: 'Parallel uses of one refresh token all return the same use, which is one of theirs (R223).',
    check: async (grants) => {
      const record = refreshTokenWith();
      await grants.saveRefreshToken(record);
      const uses = Array.from({ length: 50 }, () => useWith());
      const recorded = await Promise.all(uses.map((use) => recordedUse(grants, record.tokenHash, use)));
      expect(new Set(recorded.map((use) => use?.salt)).size).toBe(1);
      expect(uses).toContainEqual(recorded[0]);
    },
  },
  {
    title: 'The use of an unknown refresh token is not recorded: undefined or null.',
    check: async (grants) => {
      const record = refreshTokenWith();
      expect(await recordedUse(grants, record.tokenHash)).toBeUndefined();
      await expectKept(grants, record);
      const use = useWith();
      expect(await recordedUse(grants, record.tokenHash, use)).toEqual(use);
    },
  },
];

const keeping: readonly RefreshTokenPromise[] = [
  {
    title: 'Expiry is in seconds: a refresh token is there after a moment, while others are saved.',
    check: async (grants) => {
      const record = refreshTokenWith();
      await grants.saveRefreshToken(record);
      await outliveMilliseconds();
      await saveOtherGrants(grants);
      expect(await foundToken(grants, record.tokenHash)).toEqual({ record, used: false });
    },
  },
  {
    title: 'A used refresh token and its use are kept until the token expires, so that a second use is detected.',
    check: async (grants) => {
      const record = refreshTokenWith();
      const use = useWith();
      await grants.saveRefreshToken(record);
      await grants.useRefreshToken(record.tokenHash, use);
      await outliveMilliseconds();
      await saveOtherGrants(grants);
      expect(await foundToken(grants, record.tokenHash)).toEqual({ record, used: true });
      expect(await recordedUse(grants, record.tokenHash)).toEqual(use);
    },
  },
  {
    title: 'A refresh token that is saved again is kept until its new expiry.',
    check: async (grants) => {
      const record = refreshTokenWith({ expiresAt: now() + 1 });
      await grants.saveRefreshToken(record);
      const prolonged = { ...record, expiresAt: later() };
      await grants.saveRefreshToken(prolonged);
      await outliveMilliseconds();
      await outliveMilliseconds();
      await saveOtherGrants(grants);
      expect(await foundToken(grants, record.tokenHash)).toEqual({ record: prolonged, used: false });
    },
  },
  {
    title: 'A refresh token that has expired is returned as it was saved, or is unknown.',
    check: async (grants) => {
      const record = refreshTokenWith({ expiresAt: now() - 1 });
      await grants.saveRefreshToken(record);
      const found = await foundToken(grants, record.tokenHash);
      expect(found ?? { record, used: false }).toEqual({ record, used: false });
    },
  },
];

/** What a port promises about refresh tokens. */
export const refreshTokenPromises: readonly RefreshTokenPromise[] = [...finding, ...using, ...keeping];
