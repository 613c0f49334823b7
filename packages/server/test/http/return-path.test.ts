import { returnPath } from '@codegrant/server';
import { describe, expect, it } from 'vitest';

describe('returnPath', () => {
  it.each(['/', '/account', '/oauth/authorize?client_id=app&state=%5C#x', '/a//b'])('returns %s', (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'account',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\/evil.example',
    '/\n/evil.example',
    ' /account',
    'javascript:alert(1)',
    '/a b',
    '/ä',
    '/.//evil.example',
    '/..//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    '/a\\b',
    ['/account'],
    ['/account', '/other'],
    { toString: () => '/account' },
    7,
    null,
  ])('returns undefined for %j', (path) => {
    expect(returnPath(path)).toBeUndefined();
  });
});
