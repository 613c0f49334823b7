import type { AccessTokenRecord, AccessTokens } from '@codegrant/server';
import { expect } from 'vitest';
import { accessTokenWith, foundAccessToken } from './access-token-samples.ts';
import type { PortPromise } from './made-store.ts';
import { long, nearMissesOf, now, outliveMilliseconds, unique, unusual } from './store-samples.ts';

type AccessTokenPromise = PortPromise<AccessTokens>;

/** Saves an access token, and expects that it is found as it was saved. */
const expectKept = async (accessTokens: AccessTokens, record: AccessTokenRecord): Promise<void> => {
  await accessTokens.saveAccessToken(record);
  expect(await foundAccessToken(accessTokens, record.tokenHash)).toEqual(record);
};

const finding: readonly AccessTokenPromise[] = [
  {
    title: 'An access token that was saved is returned with every member as it was saved.',
    check: (accessTokens) => expectKept(accessTokens, accessTokenWith({ issuedAt: now() - 20 })),
  },
  {
    title:
      'An access token of a client that acts for itself has no subject, no resources and no authTime: undefined or null.',
    check: (accessTokens) =>
      expectKept(accessTokens, accessTokenWith({ subject: undefined, resources: undefined, authTime: undefined })),
  },
  {
    title: 'An empty scope of an access token is returned as an empty string.',
    check: (accessTokens) => expectKept(accessTokens, accessTokenWith({ scope: '' })),
  },
  {
    title: 'A fraction of a second in authTime of an access token is kept.',
    check: (accessTokens) => expectKept(accessTokens, accessTokenWith({ authTime: 1_767_225_600.123 })),
  },
  {
    title: 'Unusual characters, long strings and spaces at the end of an access token come back as they were saved.',
    check: async (accessTokens) => {
      await expectKept(accessTokens, accessTokenWith({ subject: `${unusual} `, clientId: 'web  ' }));
      await expectKept(accessTokens, accessTokenWith({ subject: long, clientId: long, scope: long, resources: long }));
    },
  },
  {
    title: 'An access token that was never saved is unknown: undefined or null.',
    check: async (accessTokens) => expect(await foundAccessToken(accessTokens, unique())).toBeUndefined(),
  },
  {
    title:
      'Only the exact hash finds an access token: not its beginning, another case, a space after it, or a pattern.',
    check: async (accessTokens) => {
      const record = accessTokenWith();
      const { tokenHash } = record;
      await accessTokens.saveAccessToken(record);
      for (const other of nearMissesOf(tokenHash))
        expect(await foundAccessToken(accessTokens, other), JSON.stringify(other)).toBeUndefined();
      expect(await foundAccessToken(accessTokens, tokenHash)).toEqual(record);
    },
  },
  {
    title: 'Each of several access tokens of one grant is returned by its own hash.',
    check: async (accessTokens) => {
      const { grantId, subject } = accessTokenWith();
      const records = ['read', 'write', 'read write'].map((scope) => accessTokenWith({ grantId, subject, scope }));
      for (const record of records) await accessTokens.saveAccessToken(record);
      const found = await Promise.all(records.map(({ tokenHash }) => foundAccessToken(accessTokens, tokenHash)));
      expect(found).toEqual(records);
    },
  },
];

const revoking: readonly AccessTokenPromise[] = [
  {
    title: 'A revoked access token is unknown.',
    check: async (accessTokens) => {
      const record = accessTokenWith();
      await accessTokens.saveAccessToken(record);
      await accessTokens.revokeAccessToken(record.tokenHash);
      expect(await foundAccessToken(accessTokens, record.tokenHash)).toBeUndefined();
    },
  },
  {
    title: 'Revoking an access token leaves the other tokens of its grant.',
    check: async (accessTokens) => {
      const record = accessTokenWith();
      const kept = accessTokenWith({ grantId: record.grantId, subject: record.subject });
      for (const each of [record, kept]) await accessTokens.saveAccessToken(each);
      await accessTokens.revokeAccessToken(record.tokenHash);
      expect(await foundAccessToken(accessTokens, kept.tokenHash)).toEqual(kept);
    },
  },
  {
    title: 'Revoking an access token that is unknown or revoked already is no error.',
    check: async (accessTokens) => {
      const record = accessTokenWith();
      await accessTokens.revokeAccessToken(record.tokenHash);
      await accessTokens.saveAccessToken(record);
      await accessTokens.revokeAccessToken(record.tokenHash);
      await accessTokens.revokeAccessToken(record.tokenHash);
      expect(await foundAccessToken(accessTokens, record.tokenHash)).toBeUndefined();
    },
  },
];

const keeping: readonly AccessTokenPromise[] = [
  {
    title: 'Expiry is in seconds: an access token is there after a moment, while others are saved.',
    check: async (accessTokens) => {
      const record = accessTokenWith();
      await accessTokens.saveAccessToken(record);
      await outliveMilliseconds();
      for (const expiresAt of [now() - 3600, now() + 60, now() + 600])
        await accessTokens.saveAccessToken(accessTokenWith({ expiresAt }));
      expect(await foundAccessToken(accessTokens, record.tokenHash)).toEqual(record);
    },
  },
  {
    title: 'An access token that has expired is returned as it was saved, or is unknown.',
    check: async (accessTokens) => {
      const record = accessTokenWith({ expiresAt: now() - 1 });
      await accessTokens.saveAccessToken(record);
      expect((await foundAccessToken(accessTokens, record.tokenHash)) ?? record).toEqual(record);
    },
  },
];

/** What the port `accessTokens` promises. */
export const accessTokenPromises: readonly AccessTokenPromise[] = [...finding, ...revoking, ...keeping];
