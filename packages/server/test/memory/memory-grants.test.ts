import { type GrantRecord, InvalidSettings, memoryGrants } from '@codegrant/server';
import { describe, expect, it } from 'vitest';

const grantOf = (grantId: string, expiresAt: number): GrantRecord => ({
  grantId,
  subject: 'user-1',
  clientId: 'app',
  scope: 'read',
  resources: undefined,
  authTime: undefined,
  createdAt: 0,
  lastUsedAt: 0,
  expiresAt,
});

const use = { salt: 'salt', usedAt: 1, successorHash: 'successor' };

describe('memoryGrants', () => {
  it('forgets what has expired when something is saved, also what was revoked.', async () => {
    const clock = { time: 0 };
    const grants = memoryGrants(() => clock.time);
    await grants.saveGrant(grantOf('a', 10));
    await grants.revokeGrant('user-1', 'b', 10);
    await grants.saveRefreshToken({ tokenHash: 't', grantId: 'a', subject: 'user-1', expiresAt: 10 });
    clock.time = 10;
    await grants.saveGrant(grantOf('c', 20));
    await grants.saveRefreshToken({ tokenHash: 'u', grantId: 'c', subject: 'user-1', expiresAt: 20 });
    expect(await grants.findGrant('user-1', 'a')).toBeUndefined();
    expect(await grants.findRefreshToken('t')).toBeUndefined();
    expect(await grants.listGrants('user-1')).toEqual([grantOf('c', 20)]);
    await grants.saveGrant(grantOf('b', 20));
    expect(await grants.findGrant('user-1', 'b')).toEqual(grantOf('b', 20));
  });

  it('A second revocation does not end the first one early.', async () => {
    const clock = { time: 0 };
    const grants = memoryGrants(() => clock.time);
    const record = grantOf('a', 1000);
    await grants.saveGrant({ ...record, subject: 'user-2', expiresAt: 1 });
    await grants.revokeGrant('user-1', 'a', 1000);
    await grants.revokeGrant('user-1', 'a', 1);
    clock.time = 2;
    // What has expired is deleted when something is saved.
    await grants.saveGrant({ ...record, subject: 'user-3' });
    await grants.saveGrant(record);
    expect(await grants.findGrant('user-1', 'a')).toBeUndefined();
  });

  it('forgets expired refresh tokens although an older one is prolonged again and again.', async () => {
    const clock = { time: 0 };
    const grants = memoryGrants(() => clock.time);
    const save = (tokenHash: string): unknown =>
      grants.saveRefreshToken({ tokenHash, grantId: 'a', subject: 'user-1', expiresAt: clock.time + 10 });
    await save('prolonged');
    await save('expired');
    for (clock.time = 5; clock.time <= 20; clock.time += 5) await save('prolonged');
    expect(await grants.findRefreshToken('expired')).toBeUndefined();
    expect(await grants.findRefreshToken('prolonged')).toMatchObject({ used: false });
  });

  it('keeps a recorded use when the refresh token is saved again.', async () => {
    const grants = memoryGrants(() => 0);
    const record = { tokenHash: 't', grantId: 'a', subject: 'user-1', expiresAt: 10 };
    await grants.saveRefreshToken(record);
    await grants.useRefreshToken('t', use);
    await grants.saveRefreshToken({ ...record, expiresAt: 20 });
    expect(await grants.findRefreshToken('t')).toEqual({ record: { ...record, expiresAt: 20 }, used: true });
    expect(await grants.useRefreshToken('t', { ...use, salt: 'another' })).toEqual(use);
  });

  it('needs a clock that returns seconds.', () => {
    expect(() => memoryGrants(() => Date.now())).toThrow(InvalidSettings);
  });
});
