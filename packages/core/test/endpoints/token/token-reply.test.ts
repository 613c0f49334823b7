import { authorizationRules, tokenRejectionReply, tokenReply } from '@codegrant/core';
import {
  answeredQuestionStage,
  authenticateStage,
  consentFormStage,
  consentTokenStage,
  consentTokenUnspentStage,
  grantRequestStage,
  redeemStage,
  redemptionStage,
  rejectToken,
  tokenRequestStage,
} from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const record = {
  codeHash: 'hash',
  clientId: 'app',
  redirectUri: 'https://app.example/cb',
  subject: 'user-1',
  scope: 'read write',
  codeChallenge: undefined,
  codeChallengeMethod: undefined,
  authTime: undefined,
  expiresAt: 0,
};

const headers = {
  'cache-control': 'no-store',
  pragma: 'no-cache',
  'content-type': 'application/json',
  'x-content-type-options': 'nosniff',
};

describe('An answer of the token endpoint', () => {
  it('with tokens is JSON that no cache keeps, and always names the granted scope (R92, R145).', () => {
    const reply = tokenReply({ record }, { accessToken: 'a', expiresIn: 60, refreshToken: 'r' });
    expect(reply).toMatchObject({ status: 200, headers });
    expect(JSON.parse(reply.body)).toEqual({
      access_token: 'a',
      token_type: 'Bearer',
      expires_in: 60,
      refresh_token: 'r',
      scope: 'read write',
    });
  });

  it('without a refresh token does not speak of one.', () => {
    expect(tokenReply({ record }, { accessToken: 'a', expiresIn: 60 }).body).not.toContain('refresh');
  });

  it('that gives no token is JSON that no cache keeps, with the error and what to do (R145).', () => {
    const [rule] = redeemStage.rules;
    if (rule === undefined) throw new Error('There are rules.');
    const reply = tokenRejectionReply(rejectToken(rule));
    expect(reply).toMatchObject({ status: 400, headers });
    expect(reply.headers).not.toHaveProperty('www-authenticate');
    expect(JSON.parse(reply.body)).toEqual({ error: 'invalid_grant', error_description: rule.message });
  });

  it('to a client that did not authenticate is 401, and names the way to (R143).', () => {
    const [rule] = authenticateStage.rules;
    if (rule === undefined) throw new Error('There are rules.');
    const reply = tokenRejectionReply(rejectToken(rule));
    expect(reply).toMatchObject({ status: 401, headers: { ...headers, 'www-authenticate': 'Basic realm="token"' } });
  });
});

const rules = [
  ...authorizationRules,
  ...consentFormStage.rules,
  ...consentTokenStage.rules,
  ...answeredQuestionStage.rules,
  ...grantRequestStage.rules,
  ...consentTokenUnspentStage.rules,
  ...tokenRequestStage.rules,
  ...authenticateStage.rules,
  ...redemptionStage.rules,
  ...redeemStage.rules,
];

describe('What whoever broke a rule is told', () => {
  it.each(rules)(
    '$name: only characters that an error_description may have (R60, R146), and what to do.',
    ({ message, says, source }) => {
      expect(message).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]+\.$/);
      expect(says).toMatch(/^[\x20-\x7E]+\.$/);
      expect(source).toMatch(/^RFC \d+ (?:§|appendix )[\w.]+$/);
    },
  );

  it('no two rules have the same name.', () => {
    const names = rules.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
