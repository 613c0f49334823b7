import { type CodeRecord, readParams } from '@codegrant/core';
import {
  authenticateStage,
  Broken,
  credentialsStage,
  redeemStage,
  type Redemption,
  grantTypeStage,
  redemptionStage,
} from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { clientOf } from '../../../fixtures/client.ts';
import { recordOf } from '../../../fixtures/code-record.ts';
import { passed } from '../../../fixtures/stage.ts';

const redemptionOf = (query: string): Redemption => {
  const form = `grant_type=authorization_code&client_id=app&code=code&redirect_uri=https://app.example/cb&${query}`;
  const request = passed(credentialsStage.run({ params: readParams(form), authorization: undefined }));
  return passed(
    redemptionStage.run(passed(grantTypeStage.run(passed(authenticateStage.run({ request, client: clientOf() }))))),
  );
};

/** The kind of the outcome, or the name of the rule that was broken. */
const redeem = (changes: Partial<CodeRecord>, query: string): string => {
  const taken = { record: recordOf(changes), firstUse: true };
  const redeemed = redeemStage.run({ redemption: redemptionOf(query), taken, now: 0 });
  return redeemed instanceof Broken ? redeemed.rule.name : redeemed.kind;
};

describe('A code with a challenge (R135, R138)', () => {
  const verifier = 'v'.repeat(43);
  const plain = { codeChallenge: verifier, codeChallengeMethod: 'plain' } as const;
  const withoutMethod = { codeChallenge: verifier };

  it('is redeemed with the verifier of the challenge.', () => {
    expect(redeem(plain, `code_verifier=${verifier}`)).toBe('redeem');
  });

  it('is not redeemed with another verifier, or without one.', () => {
    expect(redeem(plain, `code_verifier=${'w'.repeat(43)}`)).toBe('verifier-right');
    expect(redeem(plain, '')).toBe('verifier-right');
  });

  it('is never redeemed if the store lost the method.', () => {
    expect(redeem(withoutMethod, `code_verifier=${verifier}`)).toBe('verifier-right');
    expect(redeem(withoutMethod, '')).toBe('verifier-right');
  });
});
