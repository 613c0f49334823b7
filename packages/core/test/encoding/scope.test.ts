import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scopePattern } from '../../src/encoding/characters.ts';
import { isScopeString, joinScope, splitScope, splitSpacedScope } from '../../src/encoding/scope.ts';

/** More tokens than a regular expression can backtrack over. A thousand of them are different. */
const millions = Array.from({ length: 4_000_000 }, (_token, index) => `s${index % 1000}`).join(' ');

describe('splitScope (RFC 6749 §3.3)', () => {
  it.each<[string, readonly string[]]>([
    ['read', ['read']],
    ['read write', ['read', 'write']],
    ['write read write', ['write', 'read']],
    ['!#[]~ a:b/c', ['!#[]~', 'a:b/c']],
  ])('splits %j into %j, each token once, in the order sent.', (text, tokens) => {
    expect(splitScope(text)).toEqual(tokens);
    expect(splitScope(joinScope(tokens))).toEqual(tokens);
  });

  it.each(['', ' ', 'read ', ' read', 'read  write', 'read\twrite', 'read\n', '"read"', 'a\\b', 'ü', '\u007F'])(
    'rejects %j.',
    (text) => {
      expect(splitScope(text)).toBeUndefined();
    },
  );

  it('splits what the pattern of the schemas matches, and nothing else.', () => {
    const text = fc.string({ unit: fc.constantFrom(' ', 'a', 'b', '!', '"', '\\', '\n', 'ü') });
    fc.assert(fc.property(text, (scope) => isScopeString(scope) === scopePattern.test(scope)));
    fc.assert(fc.property(text, (scope) => (splitScope(scope) !== undefined) === scopePattern.test(scope)));
  });

  it('splits millions of tokens, and finds a malformed one among them.', () => {
    expect(splitScope(millions)).toHaveLength(1000);
    expect(splitScope(`${millions} `)).toBeUndefined();
    expect(splitScope(`${millions} "`)).toBeUndefined();
  });
});

describe('splitSpacedScope', () => {
  it.each<[string, readonly string[]]>([
    [' write  read write ', ['write', 'read']],
    ['read', ['read']],
    ['   ', []],
    ['', []],
  ])('splits %j into %j, spare spaces forgiven.', (text, tokens) => {
    expect(splitSpacedScope(text)).toEqual(tokens);
  });

  it.each(['read\twrite', 'read\n', '"read"', 'a\\b', 'read ü', '\u00A0'])('rejects %j.', (text) => {
    expect(splitSpacedScope(text)).toBeUndefined();
  });

  it('splits millions of tokens, and finds a malformed one among them.', () => {
    expect(splitSpacedScope(` ${millions}  `)).toHaveLength(1000);
    expect(splitSpacedScope(`${millions} "`)).toBeUndefined();
  });
});
