import { expect, it, onTestFinished, vi } from 'vitest';
import { accessTokensIn } from '../src/access-tokens.ts';
import { memoryStorage } from '../src/storage/memory-storage.ts';

const grant = {
  grantId: 'grant-1',
  subject: 'user-1',
  clientId: 'web',
  scope: ['read'],
  resources: [],
  authTime: undefined,
  expiresAt: undefined,
};

it('A token that is issued a moment after its grant was revoked, or by a clock that is ahead, is never valid.', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const tokens = accessTokensIn(memoryStorage().entries);
  await tokens.revoke('grant-1');
  vi.advanceTimersByTime(5000);
  const { accessToken, expiresIn } = await tokens.issue(grant);
  const other = await tokens.issue({ ...grant, grantId: 'grant-2' });
  expect(await tokens.find(accessToken)).toBeUndefined();
  vi.advanceTimersByTime(expiresIn * 1000 - 1);
  expect(await tokens.find(accessToken)).toBeUndefined();
  expect(await tokens.find(other.accessToken)).toMatchObject({ grantId: 'grant-2' });
});

it('A token that is revoked alone is not valid any more, and the other tokens of its grant are.', async () => {
  const tokens = accessTokensIn(memoryStorage().entries);
  const [revoked, other] = [await tokens.issue(grant), await tokens.issue(grant)];
  await tokens.revokeToken?.(revoked.accessToken);
  expect(await tokens.find(revoked.accessToken)).toBeUndefined();
  expect(await tokens.find(other.accessToken)).toMatchObject({ grantId: 'grant-1', subject: 'user-1' });
});
