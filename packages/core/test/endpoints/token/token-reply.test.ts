import { type IssuedTokens, tokenReply } from '@codegrant/core';
import { tokenResponseSchema } from '@codegrant/core/schemas';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { bodyOf, jsonHeaders } from '../../fixtures/json.ts';

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
