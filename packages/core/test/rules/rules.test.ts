import { authorizationRules, type Rule, ruleSentences } from '@codegrant/core';
import {
  consentRules,
  httpRules,
  introspectionRules,
  jsonParametersStage,
  revocationRules,
  bearerRules,
  grantListRules,
  tokenRules,
} from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const withSentence = ({ name, requirements, source, message, verdict }: Rule<unknown>): object => ({
  name,
  requirements,
  source,
  says: ruleSentences[name],
  message,
  verdict,
});

describe('The rules', () => {
  it('are the same in their order and in every word as in the snapshot, because they are part of the interface.', async () => {
    const rules = {
      authorization: authorizationRules.map(withSentence),
      consent: consentRules.map(withSentence),
      grantList: grantListRules.map(withSentence),
      token: tokenRules.map(withSentence),
      revocation: revocationRules.map(withSentence),
      introspection: introspectionRules.map(withSentence),
      jsonParameters: jsonParametersStage.rules.map(withSentence),
      protectedResource: bearerRules.map(withSentence),
    };
    await expect(`${JSON.stringify(rules, undefined, 2)}\n`).toMatchFileSnapshot('rules.snapshot.json');
  });

  it('have one sentence each, in the order in which they are applied.', () => {
    const rules = [
      ...authorizationRules,
      ...consentRules,
      ...grantListRules,
      ...tokenRules,
      ...revocationRules,
      ...introspectionRules,
      ...jsonParametersStage.rules,
      ...bearerRules,
      ...Object.values(httpRules),
    ];
    expect(rules.map(({ name }) => name)).toEqual(Object.keys(ruleSentences));
  });
});

describe('The message of a rule', () => {
  it.each([
    ...authorizationRules,
    ...consentRules,
    ...tokenRules,
    ...revocationRules,
    ...introspectionRules,
    ...jsonParametersStage.rules,
    ...grantListRules,
    ...bearerRules,
  ])('has only characters that an error_description may have: $name (R60, R146).', ({ name, message, source }) => {
    expect(message).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]+\.$/);
    expect(ruleSentences[name]).toMatch(/^[\x20-\x7E]+\.$/);
    expect(source).toMatch(/^RFC \d+ (?:§|appendix )[\w.]+$/);
  });
});
