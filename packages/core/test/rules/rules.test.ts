import { authorizationRules } from '@codegrant/core';
import { consentRules, httpRules, ruleNames, tokenRules } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

describe('The rules', () => {
  it('are the same in their order and in every word as in the snapshot, because they are part of the interface.', async () => {
    const rules = { authorization: authorizationRules, consent: consentRules, token: tokenRules };
    await expect(`${JSON.stringify(rules, undefined, 2)}\n`).toMatchFileSnapshot('rules.snapshot.json');
  });

  it('have the names of the type RuleName, in the order in which they are applied.', () => {
    const rules = [...authorizationRules, ...consentRules, ...tokenRules, ...Object.values(httpRules)];
    expect(rules.map(({ name }) => name)).toEqual(ruleNames);
  });

  it('have different names.', () => {
    expect(new Set(ruleNames).size).toBe(ruleNames.length);
  });
});

describe('The message of a rule', () => {
  it.each([...authorizationRules, ...consentRules, ...tokenRules])(
    'has only characters that an error_description may have: $name (R60, R146).',
    ({ message, says, source }) => {
      expect(message).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]+\.$/);
      expect(says).toMatch(/^[\x20-\x7E]+\.$/);
      expect(source).toMatch(/^RFC \d+ (?:§|appendix )[\w.]+$/);
    },
  );
});
