import { consentRules, refusalJsonReply, refuse } from '@codegrant/core/internal';
import { errorResponseSchema } from '@codegrant/core/schemas';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { bodyOf, jsonHeaders } from '../fixtures/json.ts';

describe('The JSON of a refusal', () => {
  it.each(consentRules)('for $name has an error and an error_description, and no rule name.', (rule) => {
    const reply = refusalJsonReply(refuse(rule));
    const { status, error = 'invalid_request' } = rule.verdict;
    expect(reply).toEqual({ status, headers: jsonHeaders, body: expect.any(String) });
    expect(bodyOf(reply)).toEqual({ error, error_description: rule.message });
    expect(v.is(errorResponseSchema, bodyOf(reply))).toBe(true);
    expect(reply.body).not.toContain(rule.name);
  });

  it('has a different error for each reason why a consent token cannot be used.', () => {
    expect(Array.from(new Set(consentRules.flatMap(({ verdict }) => verdict.error ?? [])))).toEqual([
      'consent_token_expired',
      'consent_token_invalid',
      'consent_token_of_another',
      'consent_token_spent',
    ]);
  });
});
