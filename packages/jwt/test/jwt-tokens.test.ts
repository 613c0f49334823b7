import { plainGrant } from '@codegrant/conformance';
import { generateSigningKey } from '@codegrant/jwt';
import { memoryGrants, TemporarilyUnavailable } from '@codegrant/server';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { audience, fixedNow, grant, issuer, key, tokensWith, tokenWith } from './fixtures/settings.ts';

describe('An access token', () => {
  it('says in its header that it is an access token, and names its key and algorithm (R264).', async () => {
    expect(decodeProtectedHeader(await tokenWith())).toEqual({ typ: 'at+jwt', alg: 'ES256', kid: key.kid });
  });

  it('has the claims of RFC 9068 §2.2, and the identifier of its grant (R265).', async () => {
    expect(decodeJwt(await tokenWith())).toEqual({
      iss: issuer,
      sub: 'alice',
      aud: audience,
      client_id: 'app',
      iat: fixedNow,
      exp: fixedNow + 300,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      scope: 'read write',
      auth_time: fixedNow - 60,
      grant_id: grant.grantId,
    });
  });

  it('has no auth_time and no scope if there is none.', async () => {
    const { accessToken } = await tokensWith().issue({ ...grant, authTime: undefined, scope: [] });
    const claims = decodeJwt(accessToken);
    expect([claims['auth_time'], claims['scope']]).toEqual([undefined, undefined]);
  });

  it('is for the resources of its grant, or for the default: a string for one, a list for several (R266).', async () => {
    const { issue } = tokensWith();
    const resources = ['https://one.example/mcp', 'https://two.example/mcp'];
    const one = await issue({ ...grant, resources: resources.slice(0, 1) });
    const two = await issue({ ...grant, resources });
    expect(decodeJwt(one.accessToken).aud).toBe('https://one.example/mcp');
    expect(decodeJwt(two.accessToken).aud).toEqual(resources);
  });

  it('of a client that acts for itself has its client_id as sub.', async () => {
    const { issue, find } = tokensWith();
    const { accessToken } = await issue({ ...grant, subject: undefined, authTime: undefined });
    expect(decodeJwt(accessToken).sub).toBe('app');
    expect(await find(accessToken)).toMatchObject({ subject: undefined, clientId: 'app' });
  });

  it('is not issued to a user whose subject is the client_id of the client (R267).', async () => {
    await expect(tokensWith().issue({ ...grant, subject: 'app' })).rejects.toThrow(
      'an API would take the user for the client',
    );
  });

  it('has a jti of its own.', async () => {
    expect(decodeJwt(await tokenWith()).jti).not.toBe(decodeJwt(await tokenWith()).jti);
  });

  it('lives as long as the settings say, and the client is told so.', async () => {
    const { accessToken, expiresIn } = await tokensWith({ lifetimeSeconds: 60 }).issue(grant);
    expect([expiresIn, decodeJwt(accessToken).exp]).toEqual([60, fixedNow + 60]);
  });

  it.each([
    [fixedNow + 10, 10],
    [fixedNow + 301, 300],
    [fixedNow - 10, 0],
  ])('does not outlive its grant, which ends at %i.', async (expiresAt, lifetime) => {
    const { accessToken, expiresIn } = await tokensWith().issue({ ...grant, expiresAt });
    expect([expiresIn, decodeJwt(accessToken).exp]).toEqual([lifetime, fixedNow + lifetime]);
  });
});

describe('find', () => {
  it('returns what a token was issued for.', async () => {
    expect(await tokensWith().find(await tokenWith())).toEqual({
      subject: 'alice',
      clientId: 'app',
      scope: ['read', 'write'],
      resources: [audience],
      grantId: grant.grantId,
      authTime: fixedNow - 60,
      issuedAt: fixedNow,
      expiresAt: fixedNow + 300,
    });
  });

  it('finds tokens of every algorithm.', async () => {
    for (const alg of ['ES256', 'RS256', 'EdDSA', 'Ed25519'] as const) {
      const { issue, find } = tokensWith({ keys: [{ privateKey: await generateSigningKey(alg) }] });
      const { accessToken } = await issue(grant);
      expect(decodeProtectedHeader(accessToken).alg).toBe(alg);
      expect(await find(accessToken)).toMatchObject({ subject: 'alice' });
    }
  });

  it('finds a token until the second in which it expires.', async () => {
    const token = await tokenWith();
    expect(await tokensWith({ now: () => fixedNow + 299 }).find(token)).toMatchObject({ subject: 'alice' });
    expect(await tokensWith({ now: () => fixedNow + 300 }).find(token)).toBeUndefined();
  });
});

const record = { ...plainGrant, grantId: grant.grantId, subject: 'alice', expiresAt: fixedNow + 86_400 };

describe('A revoked grant', () => {
  it('has no tokens that find returns, if it knows the grants.', async () => {
    const grants = memoryGrants(() => fixedNow);
    await grants.saveGrant(record);
    const { issue, find, revoke } = tokensWith({ grants });
    const { accessToken } = await issue(grant);
    expect(await find(accessToken)).toMatchObject({ subject: 'alice' });
    await revoke(grant.grantId);
    await grants.revokeGrant('alice', grant.grantId, fixedNow + 86_400);
    expect(await find(accessToken)).toBeUndefined();
    // A token that is issued at the same time as the grant is revoked.
    expect(await find((await issue(grant)).accessToken)).toBeUndefined();
  });

  it('has tokens until they expire, if find does not know the grants.', async () => {
    const { issue, find, revoke } = tokensWith();
    const { accessToken } = await issue(grant);
    await revoke(grant.grantId);
    expect(await find(accessToken)).toMatchObject({ subject: 'alice' });
  });

  it('may be null in a database.', async () => {
    const grants = { findGrant: () => null as unknown as undefined };
    const { issue, find } = tokensWith({ grants });
    expect(await find((await issue(grant)).accessToken)).toBeUndefined();
  });

  it('is not looked up for a client that acts for itself.', async () => {
    const { issue, find } = tokensWith({ grants: memoryGrants(() => fixedNow) });
    const { accessToken } = await issue({ ...grant, subject: undefined });
    expect(await find(accessToken)).toMatchObject({ clientId: 'app', subject: undefined });
  });

  it('cannot be looked up in an outage, so find rejects.', async () => {
    const outage = new TemporarilyUnavailable('The database cannot be reached.');
    const { issue, find } = tokensWith({ grants: { findGrant: () => Promise.reject(outage) } });
    const { accessToken } = await issue(grant);
    await expect(find(accessToken)).rejects.toBe(outage);
  });
});
