import { pathsUnder } from '@codegrant/server';
import { describe, expect, it } from 'vitest';

const paths = { authorize: '/oauth/authorize', token: '/oauth/token' };

describe('Under a prefix', () => {
  it('whole paths are told by what follows it', () => {
    expect(pathsUnder('/oauth', paths)).toEqual(['/authorize', '/token']);
    expect(pathsUnder('/oauth/', paths)).toEqual(['/authorize', '/token']);
    expect(pathsUnder('/oauth/token', { token: '/oauth/token' })).toEqual(['']);
  });

  it('none changes nothing, and a path that is named twice is told once', () => {
    expect(pathsUnder('', { ...paths, again: '/oauth/token' })).toEqual(['/oauth/authorize', '/oauth/token']);
  });

  it.each(['/auth', '/oauth/token', '/oauthx', '/:tenant'])('%s, other paths are refused by name', (prefix) => {
    expect(() => pathsUnder(prefix, paths)).toThrow(`prefix ${prefix}: paths.authorize "/oauth/authorize"`);
  });
});
