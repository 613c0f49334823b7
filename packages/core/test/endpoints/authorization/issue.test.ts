import {
  type AuthorizationRequest,
  defineClient,
  definePolicy,
  entropyOf,
  type Grant,
  hashCode,
  readParams,
} from '@codegrant/core';
import {
  addressStage,
  bindStage,
  Broken,
  checkStage,
  consentStage,
  identifyStage,
  issue,
} from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const client = defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] });

const requestUnder = (policy: Grant['policy']): AuthorizationRequest => {
  const address = addressStage.run(
    readParams(
      'response_type=code&client_id=app&redirect_uri=https://app.example/cb' +
        '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256',
    ),
  );
  if (address instanceof Broken) throw new Error(address.rule.message);
  const bound = bindStage.run({ address, client });
  if (bound instanceof Broken) throw new Error(bound.rule.message);
  const request = checkStage.run({ bound, policy });
  if (request instanceof Broken) throw new Error(request.rule.message);
  return request;
};

const settings = { issuer: 'https://login.example', scopes: { read: { name: 'Read' } }, defaultScope: ['read'] };

const grantUnder = (policy: Grant['policy']): Grant => {
  const owner = { subject: 'user-1', authTime: 5 };
  const signedIn = identifyStage.run({ request: requestUnder(policy), policy, owner, query: '', now: 0 });
  if (signedIn instanceof Broken) throw new Error(signedIn.rule.message);
  const consent = { remembered: ['read'], answer: { kind: 'none' } } as const;
  const grant = consentStage.run({ signedIn, consent });
  if (grant instanceof Broken) throw new Error(grant.rule.message);
  return grant;
};

const grant = grantUnder(definePolicy(settings));
const entropy = entropyOf(Uint8Array.from({ length: 40 }, (_, index) => index));

describe('A code', () => {
  it('is 32 random bytes in base64url: 43 characters (R72, R82, R83, R84).', () => {
    const { code } = issue(grant, 1000, entropy);
    expect(code).toBe('AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8');
    expect(Buffer.from(code, 'base64url')).toHaveLength(32);
  });

  it('is known to the store by its hash alone, with all that it is bound to (R81, R86, R87, R88).', () => {
    const { code, record } = issue(grant, 1000, entropy);
    expect(record).toEqual({
      codeHash: hashCode(code),
      clientId: 'app',
      redirectUri: 'https://app.example/cb',
      subject: 'user-1',
      scope: 'read',
      codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      codeChallengeMethod: 'S256',
      authTime: 5,
      expiresAt: 1060,
    });
    expect(JSON.stringify(record)).not.toContain(code);
  });

  it('lives for 60 seconds, or as long as the policy says, ten minutes at most (R76, R77).', () => {
    const lifetimeUnder = (codeLifetimeSeconds: number): number =>
      issue(grantUnder(definePolicy({ ...settings, codeLifetimeSeconds })), 0, entropy).record.expiresAt;
    expect([lifetimeUnder(1), lifetimeUnder(600)]).toEqual([1, 600]);
    for (const tooLong of [0, 601, 1.5, Number.NaN])
      expect(() => lifetimeUnder(tooLong)).toThrow('codeLifetimeSeconds');
  });

  it('may be hashed by the platform, and is then the same to the store.', () => {
    const hash = (bytes: Uint8Array): Uint8Array => new Uint8Array(32).fill(bytes.length);
    expect(issue(grant, 0, entropy, hash).record.codeHash).toBe(hashCode(issue(grant, 0, entropy).code, hash));
    expect(issue(grant, 0, entropy, hash).record.codeHash).not.toBe(issue(grant, 0, entropy).record.codeHash);
  });
});
