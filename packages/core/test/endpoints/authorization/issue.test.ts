import { decide, entropyOf, type Grant, hashCode, type PolicySettings } from '@codegrant/core';
import { issue } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { allowAll, consentOf } from '../../fixtures/consent.ts';
import { factsOf } from '../../fixtures/facts.ts';
import { challenge } from '../../fixtures/pkce.ts';
import { policyOf } from '../../fixtures/policy.ts';
import { queryOf } from '../../fixtures/request.ts';

const grantUnder = (settings: Partial<PolicySettings> = {}): Grant => {
  const owner = { subject: 'user-1', authTime: 5 };
  const decision = decide(queryOf(), factsOf({ policy: policyOf(settings), owner, consent: consentOf(allowAll) }));
  if (decision.kind !== 'issue') throw new Error(decision.kind);
  return decision.grant;
};

const grant = grantUnder();
const entropy = entropyOf(Uint8Array.from({ length: 40 }, (_, index) => index));

describe('A code', () => {
  it('is 32 random bytes in base64url, which are 43 characters (R72, R82, R83, R84).', () => {
    const { code } = issue(grant, 1000, entropy);
    expect(code).toBe('AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8');
    expect(Buffer.from(code, 'base64url')).toHaveLength(32);
  });

  it('is stored as its hash, together with everything that it is bound to (R81, R86, R87, R88).', () => {
    const { code, record } = issue(grant, 1000, entropy);
    expect(record).toEqual({
      codeHash: hashCode(code),
      clientId: 'app',
      redirectUri: 'https://app.example/cb',
      subject: 'user-1',
      scope: 'read',
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
      authTime: 5,
      expiresAt: 1060,
    });
    expect(JSON.stringify(record)).not.toContain(code);
  });

  it('expires after the lifetime in the policy, which is from 1 to 600 seconds (R76, R77).', () => {
    const lifetimeUnder = (codeLifetimeSeconds: number): number =>
      issue(grantUnder({ codeLifetimeSeconds }), 0, entropy).record.expiresAt;
    expect([lifetimeUnder(1), lifetimeUnder(600)]).toEqual([1, 600]);
    for (const invalid of [0, 601, 1.5, Number.NaN])
      expect(() => lifetimeUnder(invalid)).toThrow('codeLifetimeSeconds');
  });

  it('is hashed with the SHA-256 of the platform if one is given.', () => {
    const hash = (text: string): string => `the hash of ${text}`;
    expect(issue(grant, 0, entropy, hash).record.codeHash).toBe(hashCode(issue(grant, 0, entropy).code, hash));
    expect(issue(grant, 0, entropy, hash).record.codeHash).not.toBe(issue(grant, 0, entropy).record.codeHash);
  });
});
