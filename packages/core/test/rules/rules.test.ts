import { authorizationRules } from '@codegrant/core';
import { consentRules, httpRules, ruleNames, tokenRules } from '@codegrant/core/internal';
import { expect, it } from 'vitest';

it('The rules, their order and every word of them change only on purpose: what clients are told is part of the interface.', async () => {
  const rules = { authorization: authorizationRules, consent: consentRules, token: tokenRules };
  await expect(`${JSON.stringify(rules, undefined, 2)}\n`).toMatchFileSnapshot('rules.snapshot.json');
});

it('Every name in the type of rule names is that of one rule, in the order in which the rules are applied.', () => {
  const rules = [...authorizationRules, ...consentRules, ...tokenRules, ...Object.values(httpRules)];
  expect(rules.map(({ name }) => name)).toEqual(ruleNames);
});
