import { nearestRedirectUri } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const registered = 'https://app.example/cb';

describe('The nearest redirect URI', () => {
  it('differs from a path alone in the scheme and the host.', () => {
    expect(nearestRedirectUri([registered], '/cb')?.differences).toEqual([
      { component: 'scheme', registered: 'https', requested: undefined },
      { component: 'host', registered: 'app.example', requested: '' },
    ]);
  });

  it('differs in a whole fragment.', () => {
    expect(nearestRedirectUri([registered], `${registered}#a#b`)?.differences).toEqual([
      { component: 'fragment', registered: undefined, requested: 'a#b' },
    ]);
  });

  it('differs in the path where neither has a host.', () => {
    expect(nearestRedirectUri(['com.example.app:/cb'], 'com.example.app:/other')?.differences).toEqual([
      { component: 'path', registered: '/cb', requested: '/other' },
    ]);
  });

  it('differs in the port that follows an IPv6 address.', () => {
    expect(nearestRedirectUri(['http://[::1]:8/cb'], 'http://[::1]:9/cb')?.differences).toEqual([
      { component: 'port', registered: '8', requested: '9' },
    ]);
  });

  it('differs in something where text follows an IPv6 address.', () => {
    expect(nearestRedirectUri(['http://[::1]/cb'], 'http://[::1]evil/cb')?.differences).not.toEqual([]);
  });

  it.each([
    [['https://app.example:8/other', 'http://app.example/cb']],
    [['http://app.example/cb', 'https://app.example:8/other']],
  ])('is the one with fewer differences, however another begins: %j.', (both) => {
    expect(nearestRedirectUri(both, registered)?.registered).toBe('http://app.example/cb');
  });
});
