import { type IssuedTokens, tokenRejectionReply, tokenReply } from '@codegrant/core';
import { authenticateStage, redeemStage, rejectToken, tokenRules } from '@codegrant/core/internal';
import { errorResponseSchema, tokenResponseSchema } from '@codegrant/core/schemas';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { bodyOf, jsonHeaders } from '../../fixtures/json.ts';
import { firstRuleOf } from '../../fixtures/stage.ts';

const redeemed = { grant: { scope: ['read', 'write'] }, refreshToken: undefined };

// RFC 6749 §5.1
const headers = { ...jsonHeaders, pragma: 'no-cache' };

describe('A token response', () => {
  it('is JSON that is not cached, and always has the granted scope (R92, R145).', () => {
    const reply = tokenReply(redeemed, { accessToken: 'a', expiresIn: 60 });
    expect(reply).toMatchObject({ status: 200, headers });
    expect(bodyOf(reply)).toEqual({
      access_token: 'a',
      token_type: 'Bearer',
      expires_in: 60,
      scope: 'read write',
    });
  });

  it('has the refresh token that the server made, if there is one.', () => {
    const reply = tokenReply({ ...redeemed, refreshToken: 'r' }, { accessToken: 'a', expiresIn: 60 });
    expect(bodyOf(reply)).toMatchObject({ refresh_token: 'r' });
    expect(v.is(tokenResponseSchema, bodyOf(reply))).toBe(true);
  });

  it('has no refresh_token that tokens.issue returned: the server makes refresh tokens.', () => {
    // The types say so too, but JavaScript has no types.
    const withRefreshToken: object = { refreshToken: 'r' };
    expect(tokenReply(redeemed, { accessToken: 'a', expiresIn: 60, ...withRefreshToken }).body).not.toContain(
      'refresh',
    );
    // @ts-expect-error only the server makes refresh tokens
    const tokens: IssuedTokens = { accessToken: 'a', expiresIn: 60, refreshToken: 'r' };
    expect(bodyOf(tokenReply(redeemed, tokens))).not.toHaveProperty('refresh_token');
  });

  it('matches its schema (R145).', () => {
    expect(v.is(tokenResponseSchema, bodyOf(tokenReply(redeemed, { accessToken: 'a', expiresIn: 60 })))).toBe(true);
  });
});

describe('A token error response', () => {
  it.each(tokenRules)('for $name is JSON that is not cached, with the error and what to do (R145).', (rule) => {
    const reply = tokenRejectionReply(rejectToken(rule));
    expect(reply).toMatchObject({ status: rule.verdict.status, headers });
    expect(bodyOf(reply)).toEqual({ error: rule.verdict.error, error_description: rule.message });
    expect(v.is(errorResponseSchema, bodyOf(reply))).toBe(true);
  });

  it('to a client that failed to authenticate with Basic is 401 and names the Basic scheme (R143).', () => {
    const reply = tokenRejectionReply(rejectToken(firstRuleOf(authenticateStage), { scheme: 'Basic' }));
    expect(reply).toMatchObject({ status: 401, headers: { ...headers, 'www-authenticate': 'Basic realm="token"' } });
  });

  it('to a client that failed to authenticate in another way is 401 and names no scheme (R143).', () => {
    const reply = tokenRejectionReply(rejectToken(firstRuleOf(authenticateStage)));
    expect(reply.status).toBe(401);
    expect(reply.headers).not.toHaveProperty('www-authenticate');
  });

  it('to a client that did authenticate is 400, names no scheme and says invalid_grant.', () => {
    const reply = tokenRejectionReply(rejectToken(firstRuleOf(redeemStage), { scheme: 'Basic' }));
    expect(reply.status).toBe(400);
    expect(reply.headers).not.toHaveProperty('www-authenticate');
    expect(bodyOf(reply)).toMatchObject({ error: 'invalid_grant' });
  });
});
