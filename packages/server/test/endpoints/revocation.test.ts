import { hashRefreshToken } from '@codegrant/core';
import {
  clientList,
  defineClient,
  type Grants,
  memoryGrants,
  revocation,
  TemporarilyUnavailable,
  type Tokens,
} from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { grantRecord, refreshingPolicy, refreshingRegistration } from '../refreshing.ts';
import { authorize, codeIn, fixedNow, postForm, startServer, type TestServer } from '../test-server.ts';

const grantId = '00000000-0000-8000-8000-000000000000';

const revoke = (server: TestServer): Promise<{ readonly status: number }> =>
  postForm(server, '/oauth/revoke', 'client_id=app&token=a-token');

/** A port whose function fails the first time. */
const failingOnce = <Arguments extends readonly unknown[]>(
  works: (...given: Arguments) => unknown,
): ((...given: Arguments) => void) => {
  let failed = false;
  return (...given) => {
    if (failed) return void works(...given);
    failed = true;
    throw new TemporarilyUnavailable('a restart');
  };
};

/** Starts a server with the refresh token `a-token`, of which one function fails the first time. */
const start = async (
  fails: 'grants.revokeGrant' | 'tokens.revoke' | 'nothing',
  change: object = {},
): Promise<{ readonly server: TestServer; readonly grants: Grants; readonly revoked: readonly string[] }> => {
  const revoked: string[] = [];
  const grants = memoryGrants(() => fixedNow);
  await grants.saveGrant({ ...grantRecord, grantId });
  await grants.saveRefreshToken({
    tokenHash: hashRefreshToken('a-token'),
    grantId,
    subject: 'alice',
    expiresAt: fixedNow + 1000,
  });
  const revokeTokens = (id: string): void => void revoked.push(id);
  const tokens: Tokens = {
    issue: () => ({ accessToken: 'x', expiresIn: 60 }),
    revoke: fails === 'tokens.revoke' ? failingOnce(revokeTokens) : revokeTokens,
    find: () => undefined,
  };
  const server = startServer({
    policy: refreshingPolicy,
    clients: clientList([defineClient(refreshingRegistration)]),
    tokens,
    endpoints: [revocation],
    grants: fails === 'grants.revokeGrant' ? { ...grants, revokeGrant: failingOnce(grants.revokeGrant) } : grants,
    ...change,
  });
  return { server, grants, revoked };
};

describe('A revocation', () => {
  it.each(['tokens.revoke', 'grants.revokeGrant'] as const)(
    'during which %s fails is 503, and the same request, sent again, revokes everything (R248).',
    async (fails) => {
      const { server, grants, revoked } = await start(fails);
      expect(await revoke(server)).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
      expect(await revoke(server)).toMatchObject({ status: 200 });
      expect(await grants.findGrant('alice', grantId)).toBeUndefined();
      expect(revoked.at(-1)).toBe(grantId);
      expect(server.events.map(({ kind }) => kind)).toEqual(['failed', 'revoked']);
    },
  );

  it('leaves what the user allowed to the client: the next authorization request is not asked again.', async () => {
    const consents = { granted: () => ['read', 'write'], remember: () => {}, forget: () => {} };
    const { server } = await start('nothing', { consents });
    expect((await revoke(server)).status).toBe(200);
    expect(codeIn(await authorize(server))).toEqual(expect.any(String));
  });
});
