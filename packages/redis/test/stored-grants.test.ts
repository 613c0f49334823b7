import { plainGrant } from '@codegrant/conformance';
import { nodeRedis, redisStore } from '@codegrant/redis';
import type { GrantRecord } from '@codegrant/server';
import { createClient } from 'redis';
import { expect, it, onTestFinished } from 'vitest';
import { describeWithRedis } from './engines/describe-with-redis.ts';

const now = Math.floor(Date.now() / 1000);

const clockSkew = 300;

describeWithRedis('In Redis,', ({ url, prefix }) => {
  const connect = async () => {
    const client = createClient({ url });
    await client.connect();
    onTestFinished(() => client.destroy());
    return { client, grants: redisStore(nodeRedis(client), { prefix }).storage.grants };
  };

  const grantOf = (subject: string, grantId: string, expiresAt: number): GrantRecord => ({
    ...plainGrant,
    subject,
    grantId,
    expiresAt,
  });

  it('the grants of a subject are kept as long as the last of them, and five minutes more.', async () => {
    const { client, grants } = await connect();
    const expiry = () => client.expireTime(`${prefix}grants:user-1`);
    await grants.saveGrant(grantOf('user-1', 'a', now + 60));
    expect(await expiry()).toBe(now + 60 + clockSkew);
    await grants.saveGrant(grantOf('user-1', 'b', now + 600));
    await grants.saveGrant(grantOf('user-1', 'c', now + 60));
    await grants.revokeGrant('user-1', 'd', now + 60);
    expect(await expiry()).toBe(now + 600 + clockSkew);
    await grants.revokeGrant('user-1', 'a', now + 900);
    expect(await expiry()).toBe(now + 900 + clockSkew);
  });

  it.each([
    ['an earlier time', 60],
    ['a later time', 900],
  ])('a grant stays revoked until the later of two times, also if the second is %s.', async (_what, lifetime) => {
    const { client, grants } = await connect();
    const subject = `user-${lifetime}`;
    await grants.revokeGrant(subject, 'a', now + 600);
    await grants.revokeGrant(subject, 'a', now + lifetime);
    const kept = await client.hGet(`${prefix}grants:${subject}`, 'grant:a');
    expect(kept).toBe(String(now + Math.max(lifetime, 600) + clockSkew));
  });

  it('a revoked grant has no record any more.', async () => {
    const { client, grants } = await connect();
    await grants.saveGrant(grantOf('user-2', 'a', now + 60));
    await grants.revokeGrant('user-2', 'a', now + 600);
    await grants.saveGrant(grantOf('user-2', 'a', now + 60));
    expect(await client.hGet(`${prefix}grants:user-2`, 'grant:a')).toBe(String(now + 600 + clockSkew));
  });

  it('a refresh token is kept as long as it was ever saved for, with its first use, and five minutes more.', async () => {
    const { client, grants } = await connect();
    const token = { tokenHash: 'a-hash', grantId: 'a', subject: 'user-1' };
    await grants.saveRefreshToken({ ...token, expiresAt: now + 600 });
    await grants.saveRefreshToken({ ...token, expiresAt: now + 60 });
    await grants.useRefreshToken('a-hash', { salt: 'a-salt', usedAt: now, successorHash: 'another' });
    expect(await client.expireTime(`${prefix}refresh-token:a-hash`)).toBe(now + 600 + clockSkew);
  });

  it('looking for what is unknown adds no key.', async () => {
    const { client, grants } = await connect();
    await grants.findGrant('user-3', 'a');
    await grants.listGrants('user-3');
    await grants.findRefreshToken('unknown');
    await grants.useRefreshToken('unknown', { salt: 'a-salt', usedAt: now, successorHash: 'another' });
    expect(await client.exists([`${prefix}grants:user-3`, `${prefix}refresh-token:unknown`])).toBe(0);
  });

  it('a grant that expired long ago adds no key.', async () => {
    const { client, grants } = await connect();
    await grants.saveGrant(grantOf('user-4', 'a', now - 3600));
    await grants.revokeGrant('user-4', 'a', now - 3600);
    expect(await client.exists(`${prefix}grants:user-4`)).toBe(0);
  });

  it('expired grants and revocations of a subject are deleted while others are added, a bounded number at a time.', async () => {
    const { client, grants } = await connect();
    const key = `${prefix}grants:user-5`;
    await grants.saveGrant(grantOf('user-5', 'kept', now + 600));
    // As they are after they have expired.
    const expired = Array.from({ length: 300 }, (_, index) => [`grant:old-${index}`, String(now - 1)] as const);
    await client.hSet(key, Object.fromEntries(expired));
    const before = await client.hLen(key);
    await grants.saveGrant(grantOf('user-5', 'first', now + 600));
    const afterFirst = await client.hLen(key);
    expect(afterFirst).toBeLessThan(before);
    expect(afterFirst).toBeGreaterThan(before - 100);
    for (let index = 0; index < 60; index++) await grants.saveGrant(grantOf('user-5', `new-${index}`, now + 600));
    const fields = await client.hKeys(key);
    expect(fields.filter((field) => field.includes('old'))).toEqual([]);
    expect(await grants.listGrants('user-5')).toHaveLength(62);
  });

  it('a refresh deletes nothing: it adds no grant.', async () => {
    const { client, grants } = await connect();
    const grant = grantOf('user-6', 'a', now + 600);
    await grants.saveGrant(grant);
    await client.hSet(`${prefix}grants:user-6`, 'grant:old', String(now - 1));
    await grants.saveGrant({ ...grant, lastUsedAt: now });
    expect(await client.hExists(`${prefix}grants:user-6`, 'grant:old')).toBe(1);
  });

  it('two subjects or grants whose names differ only in half of a surrogate pair are different.', async () => {
    const { grants } = await connect();
    await grants.saveGrant(grantOf('user\ud800', 'a\udc00', now + 60));
    for (const [subject, grantId] of [
      ['user\ud801', 'a\udc00'],
      ['user\ud800', 'a\udc01'],
      ['user\ufffd', 'a\ufffd'],
      ['user\\ud800', 'a\\udc00'],
    ] as const)
      expect(await grants.findGrant(subject, grantId)).toBeUndefined();
    expect(await grants.findGrant('user\ud800', 'a\udc00')).toMatchObject({ subject: 'user\ud800' });
    expect(await grants.listGrants('user\ufffd')).toEqual([]);
  });
});
