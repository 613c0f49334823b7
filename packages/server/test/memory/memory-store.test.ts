import { memoryAccessTokens, memoryGrants, memoryStore, opaqueTokens } from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { codeRecord, fixedNow } from '../test-server.ts';

describe('memoryStore', () => {
  it('Of twenty concurrent calls of takeCode exactly one is the first use (R187).', async () => {
    const store = memoryStore(() => fixedNow);
    await store.saveCode(codeRecord);
    const taken = await Promise.all(
      Array.from({ length: 20 }, async () => store.takeCode(codeRecord.codeHash, fixedNow)),
    );
    expect(taken.filter((code) => code?.firstUse)).toHaveLength(1);
    expect(taken.filter((code) => code?.firstUse === false)).toHaveLength(19);
  });

  it('A code that was never saved is unknown.', async () => {
    expect(await memoryStore().takeCode('unknown', fixedNow)).toBeUndefined();
  });

  it('Of twenty concurrent calls of recordAnswer all return the first answer.', async () => {
    const store = memoryStore(() => fixedNow);
    const answers = Array.from({ length: 20 }, (_, index) => (index === 0 ? 'deny' : `allow ${index}`));
    const recorded = await Promise.all(answers.map(async (answer) => store.recordAnswer('id', answer, fixedNow + 60)));
    expect(new Set(recorded)).toEqual(new Set(['deny']));
    expect(await store.recordAnswer('another', 'allow read', fixedNow + 60)).toBe('allow read');
  });

  it('Expired entries are deleted when new ones are added.', async () => {
    let now = fixedNow;
    const store = memoryStore(() => now);
    await store.saveCode(codeRecord);
    await store.recordAnswer('id', 'deny', fixedNow + 60);
    now += 60;
    await store.saveCode({ ...codeRecord, codeHash: 'another', expiresAt: now + 60 });
    expect(await store.takeCode(codeRecord.codeHash, fixedNow)).toBeUndefined();
    expect(await store.recordAnswer('id', 'allow read', now + 60)).toBe('allow read');
  });
});

describe('What the memory keeps', () => {
  const saved = (codeHash: string, expiresAt: number) => ({ ...codeRecord, codeHash, expiresAt });

  it('is deleted when it has expired, in the order in which it was added, and not before.', async () => {
    let now = fixedNow;
    const store = memoryStore(() => now);
    const known = async (): Promise<readonly string[]> => {
      const taken = await Promise.all(['a', 'b', 'c'].map(async (codeHash) => store.takeCode(codeHash, now)));
      return taken.flatMap((code) => code?.record.codeHash ?? []);
    };
    await store.saveCode(saved('a', fixedNow + 10));
    await store.saveCode(saved('b', fixedNow + 20));
    now = fixedNow + 9;
    await store.saveCode(saved('c', fixedNow + 30));
    expect(await known()).toEqual(['a', 'b', 'c']);
    for (const [time, left] of [
      [10, ['b', 'c']],
      [19, ['b', 'c']],
      [20, ['c']],
      [30, []],
    ] as const) {
      now = fixedNow + time;
      await store.saveCode(saved('another', fixedNow + 60));
      expect(await known()).toEqual(left);
    }
  });
});

describe('The clock of a port in memory', () => {
  it.each<[string, () => unknown]>([
    ['milliseconds', () => Date.now()],
    ['a Date', () => new Date()],
    ['NaN', () => Number.NaN],
    ['a string', () => '1700000000'],
    ['a promise', async () => fixedNow],
  ])('may not return %s: tokens would expire at once, or never.', (_what, now) => {
    for (const [name, make] of [
      ['memoryStore', () => memoryStore(...Object([now]))],
      ['memoryAccessTokens', () => memoryAccessTokens(...Object([now]))],
      ['opaqueTokens', () => opaqueTokens(Object({ accessTokens: memoryAccessTokens(), grants: memoryGrants(), now }))],
    ] as const)
      expect(make).toThrow(`${name}: now must return seconds since 1970-01-01T00:00:00Z`);
  });
});
