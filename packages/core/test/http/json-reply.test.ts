import { jsonReply, type Reply, type Rule, tokenRejectionReply, tokenReply } from '@codegrant/core';
import {
  answeredQuestionStage,
  authenticateStage,
  consentFormStage,
  consentTokenStage,
  consentTokenUnspentStage,
  errorOfStatus,
  errorResponseSchema,
  grantRequestStage,
  redeemStage,
  redemptionStage,
  refusalJsonReply,
  type RefusalVerdict,
  refuse,
  rejectToken,
  tokenRequestStage,
  tokenResponseSchema,
} from '@codegrant/core/internal';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';

const headers = {
  'cache-control': 'no-store',
  'content-type': 'application/json',
  'x-content-type-options': 'nosniff',
};

const consentRules: readonly Rule<RefusalVerdict>[] = [
  ...consentFormStage.rules,
  ...grantRequestStage.rules,
  ...consentTokenStage.rules,
  ...answeredQuestionStage.rules,
  ...consentTokenUnspentStage.rules,
];

const tokenRules = [
  ...tokenRequestStage.rules,
  ...authenticateStage.rules,
  ...redemptionStage.rules,
  ...redeemStage.rules,
];

const bodyOf = ({ body }: Reply): unknown => JSON.parse(body);

describe('An answer in JSON', () => {
  it('is kept by no cache and read as what it is, and has the headers that are asked for besides.', () => {
    expect(jsonReply(201, { a: [1] })).toEqual({ status: 201, headers, body: '{"a":[1]}' });
    expect(jsonReply(200, {}, { pragma: 'no-cache' }).headers).toEqual({ ...headers, pragma: 'no-cache' });
  });
});

describe('An error in JSON has one shape, {error, error_description}, and nothing else in it', () => {
  it.each(consentRules)('where $name was broken on the way to consent.', (rule) => {
    const reply = refusalJsonReply(refuse(rule));
    const { status, error = 'invalid_request' } = rule.verdict;
    expect(reply).toEqual({ status, headers, body: expect.any(String) });
    expect(bodyOf(reply)).toEqual({ error, error_description: rule.message });
    expect(v.is(errorResponseSchema, bodyOf(reply))).toBe(true);
  });

  it.each(tokenRules)('where $name was broken at the token endpoint (R145).', (rule) => {
    const reply = tokenRejectionReply(rejectToken(rule));
    expect(reply).toMatchObject({ status: rule.verdict.status, headers: { ...headers, pragma: 'no-cache' } });
    expect(bodyOf(reply)).toEqual({ error: rule.verdict.error, error_description: rule.message });
    expect(v.is(errorResponseSchema, bodyOf(reply))).toBe(true);
  });

  it('that the schema knows from what is none.', () => {
    for (const value of [
      {},
      { error: 'x' },
      { error: 'x', error_description: '' },
      { error: 'x', error_description: '"' },
      { error: 'x\n', error_description: 'y' },
      { error: 'x', error_description: 'y', error_uri: 'https://login.example' },
    ])
      expect(v.is(errorResponseSchema, value)).toBe(false);
  });
});

describe('What a refusal is called', () => {
  it.each([
    [400, 'invalid_request'],
    [403, 'invalid_request'],
    [404, 'invalid_request'],
    [405, 'invalid_request'],
    [413, 'invalid_request'],
    [414, 'invalid_request'],
    [415, 'invalid_request'],
    [422, 'invalid_request'],
    [500, 'server_error'],
  ] as const)('with the status %i and no name of its own is %s.', (status, error) => {
    expect(errorOfStatus(status)).toBe(error);
    const [rule] = grantRequestStage.rules;
    if (rule === undefined) throw new Error('There are rules.');
    expect(bodyOf(refusalJsonReply(refuse({ ...rule, verdict: { status } })))).toMatchObject({ error });
  });

  it('is another for each reason why a consent token can not be used.', () => {
    const names = consentRules.flatMap(({ verdict }) => verdict.error ?? []);
    expect(names).toEqual([
      'consent_token_expired',
      'consent_token_invalid',
      'consent_token_of_another',
      'consent_token_spent',
    ]);
  });

  it('names the rule nowhere: that is for pages and logs.', () => {
    for (const rule of consentRules) expect(refusalJsonReply(refuse(rule)).body).not.toContain(rule.name);
  });
});

describe('Tokens in JSON', () => {
  const record = {
    codeHash: 'hash',
    clientId: 'app',
    redirectUri: 'https://app.example/cb',
    subject: 'user-1',
    scope: 'read',
    codeChallenge: undefined,
    codeChallengeMethod: undefined,
    authTime: undefined,
    expiresAt: 0,
  };

  it.each([
    ['without a refresh token', { accessToken: 'a', expiresIn: 60 }],
    ['with a refresh token', { accessToken: 'a', expiresIn: 60, refreshToken: 'r' }],
  ])('%s are what their schema says (R145).', (_what, tokens) => {
    expect(v.is(tokenResponseSchema, bodyOf(tokenReply({ record }, tokens)))).toBe(true);
  });
});
