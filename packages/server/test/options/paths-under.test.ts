import { pathsUnder } from '@codegrant/server';
import { describe, expect, it } from 'vitest';

const paths = { authorize: '/oauth/authorize', token: '/oauth/token' };
const wellKnown = '/.well-known/oauth-authorization-server';

describe('Under a prefix', () => {
  it('that the router adds, paths lose the prefix', () => {
    expect(pathsUnder('/oauth', '', paths)).toEqual(['/authorize', '/token']);
    expect(pathsUnder('/oauth/', '', paths)).toEqual(['/authorize', '/token']);
    expect(pathsUnder('/oauth/token', '', { token: '/oauth/token' })).toEqual(['']);
    expect(pathsUnder('/a', '/b', { token: '/a/b/token' })).toEqual(['/b/token']);
  });

  it('that the router does not add, paths keep it', () => {
    expect(pathsUnder('', '/oauth', paths)).toEqual(['/oauth/authorize', '/oauth/token']);
  });

  it('that is empty, paths do not change, and a path with two names is returned once', () => {
    expect(pathsUnder('', '', { ...paths, again: '/oauth/token' })).toEqual(['/oauth/authorize', '/oauth/token']);
  });

  it('a well-known path need not begin with it, and is left out if the router cannot reach it (R167)', () => {
    expect(pathsUnder('', '/oauth', { ...paths, metadata: wellKnown })).toContain(wellKnown);
    expect(pathsUnder('/oauth', '', { ...paths, metadata: wellKnown })).toEqual(['/authorize', '/token']);
  });

  it('that is the base path, paths need not begin with it', () => {
    expect(pathsUnder('/auth', '', paths, '/auth')).toEqual(['/oauth/authorize', '/oauth/token']);
    expect(pathsUnder('', '/auth', paths, '/auth')).toEqual(['/auth/oauth/authorize', '/auth/oauth/token']);
    expect(pathsUnder('/x', '/auth', paths, '/x/auth')).toEqual(['/auth/oauth/authorize', '/auth/oauth/token']);
    expect(pathsUnder('', '', { token: '/token' }, '/auth')).toEqual(['/token', '/auth/token']);
    expect(pathsUnder('', '/auth', { metadata: wellKnown }, '/auth')).toEqual([wellKnown, `/auth${wellKnown}`]);
  });

  it('that neither the paths nor the base path begin with, the error names both', () => {
    expect(() => pathsUnder('', '/oauth2', paths, '/auth')).toThrow(
      'prefix /oauth2: paths.authorize "/oauth/authorize" must begin with the prefix, with basePath "/auth" in front or without.',
    );
  });

  it.each(['/auth', '/oauth/token', '/oauthx', '/:tenant'])(
    '%s, paths that do not begin with it are named in an error',
    (prefix) => {
      expect(() => pathsUnder(prefix, '', paths)).toThrow(`prefix ${prefix}: paths.authorize "/oauth/authorize"`);
      expect(() => pathsUnder('', prefix, paths)).toThrow(`prefix ${prefix}: paths.authorize "/oauth/authorize"`);
    },
  );
});
