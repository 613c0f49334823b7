import { type Client, readParams } from '@codegrant/core';
import {
  authenticateStage,
  Broken,
  credentialsStage,
  redeemStage,
  type Redemption,
  redemptionStage,
  targetStage,
} from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { clientOf } from '../../../fixtures/client.ts';
import { recordOf } from '../../../fixtures/code-record.ts';
import { policyOf } from '../../../fixtures/policy.ts';
import { grantTypeRequest } from '../../../fixtures/grant-type-request.ts';
import { passed } from '../../../fixtures/stage.ts';

const redemptionOf = (query: string, client = clientOf()): Redemption => {
  const form = `grant_type=authorization_code&client_id=app&code=code&redirect_uri=https://app.example/cb&${query}`;
  const request = passed(credentialsStage.run({ params: readParams(form), authorization: undefined }));
  const authenticated = passed(authenticateStage.run({ request, client }));
  return passed(redemptionStage.run(grantTypeRequest({ authenticated, policy: policyOf() })));
};

/** The kind of the outcome, or the name of the rule that was broken. */
const redeem = (changes: object, query: string, client?: Client, policy = policyOf()): string => {
  const taken = { record: recordOf(changes), firstUse: true };
  const redeemed = redeemStage.run({ redemption: redemptionOf(query, client), taken, policy, now: 0 });
  if (redeemed instanceof Broken) return redeemed.rule.name;
  const { params, record } = redeemed;
  const target = targetStage.run({ params, granted: record, scope: record.scope, policy });
  return target instanceof Broken ? target.rule.name : 'redeem';
};

const confidential = clientOf({ client_secret: 'secret' });

const withSecret = (query: string, { client_secret_hashes }: Client): string =>
  client_secret_hashes.length === 0 ? query : `${query}&client_secret=secret`;

describe('A code with a challenge (R135, R138)', () => {
  const verifier = 'v'.repeat(43);
  const plain = { codeChallenge: verifier, codeChallengeMethod: 'plain' } as const;

  it('is redeemed with the verifier of the challenge.', () => {
    expect(redeem(plain, `code_verifier=${verifier}`)).toBe('redeem');
  });

  it('is not redeemed with another verifier, or without one.', () => {
    expect(redeem(plain, `code_verifier=${'w'.repeat(43)}`)).toBe('verifier-right');
    expect(redeem(plain, '')).toBe('verifier-right');
  });

  it.each<[string, object]>([
    ['the method', { codeChallenge: verifier, codeChallengeMethod: undefined }],
    ['the challenge', { codeChallenge: undefined, codeChallengeMethod: 'plain' }],
    ['both', { codeChallenge: undefined, codeChallengeMethod: undefined }],
    ['both, which are null', { codeChallenge: null, codeChallengeMethod: null }],
    ['the challenge, and has an empty string for it', { codeChallenge: '', codeChallengeMethod: 'plain' }],
    ['the method, and has a default for it', { codeChallenge: verifier, codeChallengeMethod: 'none' }],
  ])('is never redeemed if the store lost %s.', (_what, lost) => {
    for (const query of [`code_verifier=${verifier}`, 'code_verifier=', ''])
      for (const client of [clientOf(), confidential])
        expect(redeem(lost, withSecret(query, client), client)).toMatch(/^verifier-(?:right|only-with-challenge)$/);
  });
});

describe('A code without a challenge (R140)', () => {
  const none = { codeChallenge: undefined, codeChallengeMethod: 'none' };

  it('is redeemed without a verifier if its record says that there was none.', () => {
    expect(redeem(none, withSecret('', confidential), confidential)).toBe('redeem');
  });

  it('is not redeemed by a public client, which always sends a challenge.', () => {
    expect(redeem(none, '')).toBe('verifier-right');
  });
});

describe('A code for resources', () => {
  const none = { codeChallenge: undefined, codeChallengeMethod: 'none' };
  const policy = policyOf({
    resources: { 'https://api.example': { name: 'Mail' }, 'https://b.example': { name: 'B' } },
  });
  const secret = withSecret('', confidential);

  it.each([
    ['no resources', undefined],
    ['resources that are null', null],
    ['an empty string of resources', ''],
    ['resources that the policy does not have', 'https://removed.example'],
    ['a resource in another spelling than that of the policy', 'https://API.example'],
    ['a part of a resource', 'https://api'],
  ])('is not redeemed if its record has %s (R206).', (_what, resources) => {
    expect(redeem({ ...none, resources }, secret, confidential, policy)).toBe('token-resource-granted');
  });

  it('is redeemed if its record has one.', () => {
    expect(redeem({ ...none, resources: 'https://api.example' }, secret, confidential, policy)).toBe('redeem');
  });

  it('is not redeemed by a policy that has no resources (R206).', () => {
    expect(redeem({ ...none, resources: 'https://api.example' }, secret, confidential)).toBe('token-resource-granted');
  });

  it('is for no other resource, even if the policy has it (R206).', () => {
    const query = `${secret}&resource=https://b.example`;
    expect(redeem({ ...none, resources: 'https://api.example' }, query, confidential, policy)).toBe(
      'token-resource-granted',
    );
  });
});

describe('A code without resources', () => {
  const none = { codeChallenge: undefined, codeChallengeMethod: 'none' };

  it.each([undefined, null])('is redeemed if the policy has none: %s.', (resources) => {
    expect(redeem({ ...none, resources }, withSecret('', confidential), confidential)).toBe('redeem');
  });
});
