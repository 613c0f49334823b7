import { pathsUnder } from '@codegrant/server';
import { describe, expect, it } from 'vitest';

const paths = { authorize: '/oauth/authorize', token: '/oauth/token' };
const wellKnown = '/.well-known/oauth-authorization-server';

describe('Under a prefix', () => {
  it('that a router adds, whole paths are told by what follows it', () => {
    expect(pathsUnder('/oauth', '', paths)).toEqual(['/authorize', '/token']);
    expect(pathsUnder('/oauth/', '', paths)).toEqual(['/authorize', '/token']);
    expect(pathsUnder('/oauth/token', '', { token: '/oauth/token' })).toEqual(['']);
    expect(pathsUnder('/a', '/b', { token: '/a/b/token' })).toEqual(['/b/token']);
  });

  it('that nobody adds, whole paths stay whole', () => {
    expect(pathsUnder('', '/oauth', paths)).toEqual(['/oauth/authorize', '/oauth/token']);
  });

  it('none changes nothing, and a path that is named twice is told once', () => {
    expect(pathsUnder('', '', { ...paths, again: '/oauth/token' })).toEqual(['/oauth/authorize', '/oauth/token']);
  });

  it('a well-known path need not begin with it, and is left out where the router can not reach it (R167)', () => {
    expect(pathsUnder('', '/oauth', { ...paths, metadata: wellKnown })).toContain(wellKnown);
    expect(pathsUnder('/oauth', '', { ...paths, metadata: wellKnown })).toEqual(['/authorize', '/token']);
  });

  it.each(['/auth', '/oauth/token', '/oauthx', '/:tenant'])('%s, other paths are refused by name', (prefix) => {
    expect(() => pathsUnder(prefix, '', paths)).toThrow(`prefix ${prefix}: paths.authorize "/oauth/authorize"`);
    expect(() => pathsUnder('', prefix, paths)).toThrow(`prefix ${prefix}: paths.authorize "/oauth/authorize"`);
  });
});
