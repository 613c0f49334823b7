import { Broken, jsonParametersStage, readJsonParameters } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const ruleOf = (read: ReturnType<typeof readJsonParameters>): string | undefined =>
  read instanceof Broken ? read.rule.name : undefined;

const parsed = (value: unknown): ReturnType<typeof readJsonParameters> =>
  jsonParametersStage.run({ value, memberCount: undefined });

describe('Parameters in JSON', () => {
  it('become the pairs of a form, decoded, with empty strings and unrecognized names (R194).', () => {
    expect(readJsonParameters('{ "a": "x+y%20z", "\\u0062": "", "": "\\ud800", "__proto__": "p" }')).toEqual([
      ['a', 'x+y%20z'],
      ['b', ''],
      ['', '\uD800'],
      ['__proto__', 'p'],
    ]);
    expect(readJsonParameters('{}')).toEqual([]);
  });

  it.each([
    ['"a":"x","a":"x"'],
    ['"a":"x","\\u0061":"y"'],
    ['"a":[":"],"a":"x"'],
    ['"a":{"b":"c","d":"e"},"a":"x"'],
    ['"a":{},"a":"x"'],
    ['"\\"":"x","\\u0022":"y"'],
    ['"\\\\":"\\"","\\u005c":":"'],
  ])('with a repeated name in the text are rejected: {%s} (R195).', (members) => {
    expect(ruleOf(readJsonParameters(`{${members}}`))).toBe('json-names-once');
  });

  it.each([['"a:":":"'], ['"\\":":"\\\\"'], ['"\\\\":"\\":\\""'], ['"a":"\\"b\\":\\"c\\""']])(
    'with colons, quotation marks and backslashes in strings are read: {%s} (R195).',
    (members) => {
      expect(ruleOf(readJsonParameters(`{${members}}`))).toBeUndefined();
    },
  );

  it('of a body parser cannot have a repeated name.', () => {
    expect(parsed({ a: 'x', b: 'y' })).toEqual([
      ['a', 'x'],
      ['b', 'y'],
    ]);
  });

  it.each<[string, unknown, string]>([
    ['undefined', undefined, 'json-value-not-null'],
    ['a bigint', 1n, 'json-value-not-number'],
    ['a date', new Date(0), 'json-value-not-object'],
    ['a function', () => '', 'json-value-not-object'],
    ['a symbol', Symbol('x'), 'json-value-not-object'],
  ])('of a body parser with a reviver are rejected if a value is %s (R196).', (_what, value, rule) => {
    expect(ruleOf(parsed({ a: 'x', b: value }))).toBe(rule);
  });

  it('are at most 1000, of whatever kind and however they are nested (R197).', () => {
    const members = (count: number): string => Array.from({ length: count }, (_, index) => `"${index}":""`).join();
    expect(readJsonParameters(`{${members(1000)}}`)).toHaveLength(1000);
    for (const text of [`{${members(1001)}}`, `{"x":{${members(1000)}}}`, `[{${members(1001)}}]`])
      expect(ruleOf(readJsonParameters(text))).toBe('parameter-count');
  });

  it('that are nested as deeply as a body allows are rejected without a failure (R197).', () => {
    const lists = '['.repeat(32_000) + ']'.repeat(32_000);
    expect(ruleOf(readJsonParameters(lists))).toMatch(/^json-(?:object|readable)$/);
    expect(ruleOf(readJsonParameters(`{"a":${lists}}`))).toMatch(/^json-(?:value-not-list|readable)$/);
    expect(ruleOf(readJsonParameters('{"a":'.repeat(13_000)))).toBe('json-readable');
  });
});
