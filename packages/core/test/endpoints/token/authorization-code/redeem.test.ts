import { defineClient, readParams } from '@codegrant/core';
import {
  authenticateStage,
  Broken,
  credentialsStage,
  redeemStage,
  type Redemption,
  redemptionStage,
} from '@codegrant/core/internal';
import { expect, it } from 'vitest';

const client = defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] });

const redemptionOf = (query: string): Redemption => {
  const form = `grant_type=authorization_code&client_id=app&code=code&redirect_uri=https://app.example/cb&${query}`;
  const request = credentialsStage.run({ params: readParams(form), authorization: undefined });
  if (request instanceof Broken) throw new Error(request.rule.message);
  const authenticated = authenticateStage.run({ request, client });
  if (authenticated instanceof Broken) throw new Error(authenticated.rule.message);
  const redemption = redemptionStage.run(authenticated);
  if (redemption instanceof Broken) throw new Error(redemption.rule.message);
  return redemption;
};

const redeem = (
  record: { readonly codeChallenge?: string; readonly codeChallengeMethod?: 'plain' },
  query: string,
): string => {
  const taken = {
    firstUse: true,
    record: {
      codeHash: 'hash',
      clientId: 'app',
      redirectUri: 'https://app.example/cb',
      subject: 'user-1',
      scope: 'read',
      codeChallenge: record.codeChallenge,
      codeChallengeMethod: record.codeChallengeMethod,
      authTime: undefined,
      expiresAt: 1,
    },
  };
  const redeemed = redeemStage.run({ redemption: redemptionOf(query), taken, now: 0 });
  return redeemed instanceof Broken ? redeemed.rule.name : redeemed.kind;
};

const verifier = 'v'.repeat(43);

it('A challenge is met by its verifier and by nothing else: no other, none, and none where the method was lost (R135, R138).', () => {
  const record = { codeChallenge: verifier, codeChallengeMethod: 'plain' } as const;
  expect(redeem(record, `code_verifier=${verifier}`)).toBe('redeem');
  expect(redeem(record, `code_verifier=${'w'.repeat(43)}`)).toBe('verifier-right');
  expect(redeem(record, '')).toBe('verifier-right');
  expect(redeem({ codeChallenge: verifier }, `code_verifier=${verifier}`)).toBe('verifier-right');
  expect(redeem({ codeChallenge: verifier }, '')).toBe('verifier-right');
});
