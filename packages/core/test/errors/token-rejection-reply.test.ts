import { tokenRejectionReply } from '@codegrant/core';
import {
  authenticateStage,
  introspectionRules,
  redeemStage,
  rejectToken,
  revocationRules,
  tokenRules,
} from '@codegrant/core/internal';
import { errorResponseSchema } from '@codegrant/core/schemas';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { bodyOf, jsonHeaders } from '../fixtures/json.ts';
import { firstRuleOf } from '../fixtures/stage.ts';

// RFC 6749 §5.1
const headers = { ...jsonHeaders, pragma: 'no-cache' };

describe('A token error response', () => {
  it.each([...tokenRules, ...revocationRules, ...introspectionRules])(
    'for $name is JSON that is not cached, with the error and what to do (R145).',
    (rule) => {
      const reply = tokenRejectionReply(rejectToken(rule));
      expect(reply).toMatchObject({ status: rule.verdict.status, headers });
      expect(bodyOf(reply)).toEqual({ error: rule.verdict.error, error_description: rule.message });
      expect(v.is(errorResponseSchema, bodyOf(reply))).toBe(true);
    },
  );

  it('to a client that failed to authenticate with Basic is 401 and names the Basic scheme (R143).', () => {
    const reply = tokenRejectionReply(rejectToken(firstRuleOf(authenticateStage), { scheme: 'Basic' }));
    expect(reply).toMatchObject({ status: 401, headers: { ...headers, 'www-authenticate': 'Basic realm="token"' } });
  });

  it('to a user whose Bearer token is not known is 401 and names the Bearer scheme with an error (R258).', () => {
    const reply = tokenRejectionReply(rejectToken(firstRuleOf(authenticateStage), { scheme: 'Bearer' }));
    expect(reply).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="token", error="invalid_token"' },
    });
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
