import type { CodeChallengeMethod, Store } from '@codegrant/server';
import { expect } from 'vitest';
import type { PortPromise } from './made-store.ts';
import { comparable, long, nearMissesOf, now, outliveMilliseconds, recordWith, unusual } from './store-samples.ts';

type CodePromise = PortPromise<Store>;

type Taken = ReturnType<typeof comparable>;

const take = async (store: Store, codeHash: string): Promise<Taken> =>
  comparable(await store.takeCode(codeHash, now()));

/** Saves a record, and expects that its first use returns it. */
const expectKept = async (store: Store, record: ReturnType<typeof recordWith>): Promise<void> => {
  await store.saveCode(record);
  expect(await take(store, record.codeHash)).toEqual({ record, firstUse: true });
};

/** Saves codes, as time goes on: a store may delete what has expired. */
const saveOthers = async (store: Store): Promise<void> => {
  for (const expiresAt of [now() - 3600, now() + 60, now() + 600]) await store.saveCode(recordWith({ expiresAt }));
};

const methods: readonly CodeChallengeMethod[] = ['S256', 'plain'];

const returning: readonly CodePromise[] = [
  {
    title: 'A code that was saved is returned with every member as it was saved, and this is its first use.',
    check: (store) => expectKept(store, recordWith()),
  },
  {
    title: 'A member that is undefined is returned as undefined or null.',
    check: (store) =>
      expectKept(
        store,
        recordWith({
          codeChallenge: undefined,
          codeChallengeMethod: 'none',
          resources: undefined,
          authTime: undefined,
        }),
      ),
  },
  ...methods.map((codeChallengeMethod) => ({
    title: `The code challenge and its method are not forgotten: ${codeChallengeMethod}.`,
    check: async (store: Store) => {
      const record = recordWith({ codeChallengeMethod });
      await store.saveCode(record);
      const { codeChallenge, codeChallengeMethod: method } = (await take(store, record.codeHash))?.record ?? {};
      expect([codeChallenge, method]).toEqual([record.codeChallenge, codeChallengeMethod]);
    },
  })),
  {
    title: 'The resources of a code are not forgotten (R206).',
    check: (store) => expectKept(store, recordWith({ resources: 'https://api.example/mcp https://files.example' })),
  },
  {
    title: 'The further parameters of a code are not forgotten (R239).',
    check: (store) => expectKept(store, recordWith({ parameters: '{"organization":"acme"}' })),
  },
  {
    title: 'A fraction of a second in authTime is kept.',
    check: (store) => expectKept(store, recordWith({ authTime: 1_767_225_600.123 })),
  },
  {
    title: 'Quotes, backslashes, patterns, line breaks and characters of other scripts come back as they were saved.',
    check: (store) => expectKept(store, recordWith({ subject: unusual, redirectUri: `https://a.example/?${unusual}` })),
  },
  {
    title: 'Spaces at the end of a string come back.',
    check: (store) => expectKept(store, recordWith({ subject: 'user-1 ', clientId: ' web  ' })),
  },
  {
    title: 'Long strings are not cut off.',
    check: (store) =>
      expectKept(store, recordWith({ redirectUri: `https://a.example/${long}`, subject: long, scope: long })),
  },
  {
    title: 'A string with the character U+0000 is returned as it was saved, or saving it throws.',
    check: async (store) => {
      const record = recordWith({ subject: 'user-1\0admin' });
      const isRefused = await Promise.resolve()
        .then(() => store.saveCode(record))
        .then(
          () => false,
          () => true,
        );
      expect(await take(store, record.codeHash)).toEqual(isRefused ? undefined : { record, firstUse: true });
    },
  },
];

const using: readonly CodePromise[] = [
  {
    title: 'A code that was used is returned again, and this is not its first use.',
    check: async (store) => {
      const record = recordWith();
      await store.saveCode(record);
      const uses = [1, 2, 3].map(() => () => take(store, record.codeHash));
      const taken: Taken[] = [];
      for (const use of uses) taken.push(await use());
      expect(taken).toEqual([
        { record, firstUse: true },
        { record, firstUse: false },
        { record, firstUse: false },
      ]);
    },
  },
  {
    title: 'If a store tells when a code was first used, every later use tells the same time (R225).',
    check: async (store) => {
      const record = recordWith();
      await store.saveCode(record);
      const times = [now(), now() + 1, now() + 2];
      const told: unknown[] = [];
      for (const time of times) told.push((await store.takeCode(record.codeHash, time))?.usedAt ?? undefined);
      const [, ...later] = told;
      expect(later).toEqual(later[0] === undefined ? [undefined, undefined] : [times[0], times[0]]);
    },
  },
  {
    title: 'Of parallel calls for one code exactly one is the first use, and all return the record (R187).',
    check: async (store) => {
      const record = recordWith();
      await store.saveCode(record);
      const taken = await Promise.all(Array.from({ length: 50 }, () => take(store, record.codeHash)));
      expect(taken.filter((each) => each?.firstUse === true)).toEqual([{ record, firstUse: true }]);
      expect(taken.filter((each) => each?.firstUse === false)).toHaveLength(49);
    },
  },
  {
    title: 'A code that was never saved is unknown: undefined or null.',
    check: async (store) => {
      const record = recordWith();
      expect(await take(store, record.codeHash)).toBeUndefined();
    },
  },
  {
    title: 'A call for an unknown code does not use up a code that is saved later.',
    check: async (store) => {
      const record = recordWith();
      await take(store, record.codeHash);
      await expectKept(store, record);
    },
  },
  {
    title: 'Each of several codes is returned by its own hash.',
    check: async (store) => {
      const records = [recordWith(), recordWith({ subject: 'user-2' }), recordWith({ clientId: 'other' })];
      for (const record of records) await store.saveCode(record);
      const taken = await Promise.all(records.map(({ codeHash }) => take(store, codeHash)));
      expect(taken).toEqual(records.map((record) => ({ record, firstUse: true })));
    },
  },
  {
    title: 'Only the exact hash finds a code: not its beginning, another case, a space after it, or a pattern.',
    check: async (store) => {
      const record = recordWith();
      const { codeHash } = record;
      await store.saveCode(record);
      for (const other of nearMissesOf(codeHash))
        expect(await take(store, other), JSON.stringify(other)).toBeUndefined();
      expect(await take(store, codeHash)).toEqual({ record, firstUse: true });
    },
  },
];

const keeping: readonly CodePromise[] = [
  {
    title: 'Expiry is in seconds: a code that expires in ten minutes is there after a moment, while others are saved.',
    check: async (store) => {
      const record = recordWith();
      await store.saveCode(record);
      await outliveMilliseconds();
      await saveOthers(store);
      expect(await take(store, record.codeHash)).toEqual({ record, firstUse: true });
    },
  },
  {
    title: 'A used code is kept until it expires, so that a second use is detected.',
    check: async (store) => {
      const record = recordWith();
      await store.saveCode(record);
      await take(store, record.codeHash);
      await outliveMilliseconds();
      await saveOthers(store);
      expect(await take(store, record.codeHash)).toEqual({ record, firstUse: false });
    },
  },
  {
    title: 'A code that has expired is returned as it was saved, or is unknown.',
    check: async (store) => {
      const record = recordWith({ expiresAt: now() - 1 });
      await store.saveCode(record);
      const taken = await take(store, record.codeHash);
      expect(taken ?? { record, firstUse: true }).toEqual({ record, firstUse: true });
    },
  },
];

/** What `saveCode` and `takeCode` of a store promise. */
export const codePromises: readonly CodePromise[] = [...returning, ...using, ...keeping];
