import { type Rule, ruleSentences } from '@codegrant/core';
import { describe, expect, it } from 'vitest';
import { allRules, decidingRules, rulesByPlace } from '../fixtures/all-rules.ts';

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
    const rules = Object.fromEntries(
      Object.entries<readonly Rule<unknown>[]>(rulesByPlace).map(([place, list]) => [place, list.map(withSentence)]),
    );
    await expect(`${JSON.stringify(rules, undefined, 2)}\n`).toMatchFileSnapshot('rules.snapshot.json');
  });

  it('have one sentence each, in the order in which they are applied.', () => {
    expect(allRules.map(({ name }) => name)).toEqual(Object.keys(ruleSentences));
  });
});

describe('The message of a rule', () => {
  it.each(decidingRules)('has only characters that an error_description may have: $name (R60, R146).', (rule) => {
    const { name, message, source } = rule;
    expect(message).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]+\.$/);
    expect(ruleSentences[name]).toMatch(/^[\x20-\x7E]+\.$/);
    expect(source).toMatch(/^RFC \d+ (?:§|appendix )[\w.]+$/);
  });
});
