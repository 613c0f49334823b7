import type { CodeRecord } from '@codegrant/core';
import { memoryStore, memoryTokens } from '@codegrant/server';
import { describe, expect, it } from 'vitest';

const fixedNow = 1_700_000_000;

const plainRecord: CodeRecord = {
  codeHash: 'hash',
  clientId: 'app',
  redirectUri: 'https://app.example/cb',
  subject: 'user-1',
  scope: 'read',
  codeChallenge: undefined,
  codeChallengeMethod: undefined,
  authTime: undefined,
  expiresAt: fixedNow + 60,
};

describe('memoryStore', () => {
  it('Of twenty takers of one code exactly one is the first (R187).', async () => {
    const store = memoryStore(() => fixedNow);
    await store.saveCode(plainRecord);
    const taken = await Promise.all(Array.from({ length: 20 }, async () => store.takeCode(plainRecord.codeHash)));
    expect(taken.filter((code) => code?.firstUse)).toHaveLength(1);
    expect(taken.filter((code) => code?.firstUse === false)).toHaveLength(19);
  });

  it('A code that was never saved is not known.', async () => {
    expect(await memoryStore().takeCode('unknown')).toBeUndefined();
  });

  it('Of twenty spenders of one identifier exactly one is the first.', async () => {
    const store = memoryStore(() => fixedNow);
    const spent = await Promise.all(Array.from({ length: 20 }, async () => store.spend('id', fixedNow + 60)));
    expect(spent.filter((first) => first)).toHaveLength(1);
  });

  it('What has expired is dropped as new things come, so that memory does not grow with time.', async () => {
    let now = fixedNow;
    const store = memoryStore(() => now);
    await store.saveCode(plainRecord);
    await store.spend('id', fixedNow + 60);
    now += 60;
    await store.saveCode({ ...plainRecord, codeHash: 'another', expiresAt: now + 60 });
    expect(await store.takeCode(plainRecord.codeHash)).toBeUndefined();
    expect(await store.spend('id', now + 60)).toBe(true);
  });
});

describe('memoryTokens', () => {
  const grant = { grantId: 'g', subject: 'user-1', clientId: 'app', scope: ['read'], authTime: undefined };

  it('A token is found until it expires.', async () => {
    let now = fixedNow;
    const tokens = memoryTokens(60, () => now);
    const { accessToken, expiresIn } = await tokens.issue(grant);
    expect(expiresIn).toBe(60);
    expect(tokens.find(accessToken)).toMatchObject(grant);
    now += 60;
    expect(tokens.find(accessToken)).toBeUndefined();
  });

  it('Taking back is remembered as long as tokens live, and no longer.', async () => {
    let now = fixedNow;
    const tokens = memoryTokens(60, () => now);
    await tokens.revoke('g');
    now += 59;
    expect(tokens.find((await tokens.issue(grant)).accessToken)).toBeUndefined();
    now += 1;
    expect(tokens.find((await tokens.issue(grant)).accessToken)).toMatchObject(grant);
  });

  it('Taking back a grant takes back its tokens, those too that are issued a moment later.', async () => {
    const tokens = memoryTokens();
    const before = await tokens.issue(grant);
    await tokens.revoke('g');
    const after = await tokens.issue(grant);
    expect([tokens.find(before.accessToken), tokens.find(after.accessToken)]).toEqual([undefined, undefined]);
  });
});
