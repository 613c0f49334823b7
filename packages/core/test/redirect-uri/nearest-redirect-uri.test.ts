import { nearestRedirectUri } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const registered = 'https://app.example/cb';

describe('The nearest redirect URI', () => {
  it('differs from a path in the scheme and the host.', () => {
    expect(nearestRedirectUri([registered], '/cb')?.differences).toEqual([
      { component: 'scheme', registered: 'https', requested: undefined },
      { component: 'host', registered: 'app.example', requested: '' },
    ]);
  });

  it('differs in everything after the first number sign.', () => {
    expect(nearestRedirectUri([registered], `${registered}#a#b`)?.differences).toEqual([
      { component: 'fragment', registered: undefined, requested: 'a#b' },
    ]);
  });

  it('differs in the path if neither has a host.', () => {
    expect(nearestRedirectUri(['com.example.app:/cb'], 'com.example.app:/other')?.differences).toEqual([
      { component: 'path', registered: '/cb', requested: '/other' },
    ]);
  });

  it('differs in the port after an IPv6 address.', () => {
    expect(nearestRedirectUri(['http://[::1]:8/cb'], 'http://[::1]:9/cb', 'exact')?.differences).toEqual([
      { component: 'port', registered: '8', requested: '9' },
    ]);
  });

  it('does not differ in the port on loopback, unless the port must be exact.', () => {
    const [sent, other] = ['http://127.0.0.1:9/cb/', 'https://127.0.0.1:9/cb/'];
    expect(nearestRedirectUri(['http://127.0.0.1:8/cb', other], sent)?.registered).toBe('http://127.0.0.1:8/cb');
    expect(nearestRedirectUri(['http://127.0.0.1:8/cb'], sent)?.differences).toEqual([
      { component: 'path', registered: '/cb', requested: '/cb/' },
    ]);
    expect(nearestRedirectUri(['http://127.0.0.1:8/cb', other], sent, 'exact')?.registered).toBe(other);
  });

  it('differs if text follows an IPv6 address.', () => {
    expect(nearestRedirectUri(['http://[::1]/cb'], 'http://[::1]evil/cb')?.differences).not.toEqual([]);
  });

  it.each([
    [['https://app.example:8/other', 'http://app.example/cb']],
    [['http://app.example/cb', 'https://app.example:8/other']],
  ])('is the one with fewer differences, whatever another begins with: %j.', (both) => {
    expect(nearestRedirectUri(both, registered)?.registered).toBe('http://app.example/cb');
  });

  it.each([
    ['https://user@app.example/cb', 'user name', undefined, 'user'],
    ['https://app.example:444/cb', 'port', undefined, '444'],
    ['https://app.example/cb?x=1', 'query', undefined, 'x=1'],
    ['https://app.example/cb#x', 'fragment', undefined, 'x'],
    ['https://app.example.evil/cb', 'host', 'app.example', 'app.example.evil'],
  ])('differs from %s in the %s alone.', (requested, component, expected, sent) => {
    expect(nearestRedirectUri([registered, 'https://app.example/Other%7E'], requested)).toEqual({
      registered,
      differences: [{ component, registered: expected, requested: sent }],
    });
  });

  it('is the one with the same beginning, if others have as few differences.', () => {
    const several = ['https://a.example/one', 'https://b.example/two', 'https://b.example/three'];
    expect(nearestRedirectUri(several, 'https://b.example/twos')?.registered).toBe('https://b.example/two');
  });

  it('is undefined if none is registered.', () => {
    expect(nearestRedirectUri([], 'https://b.example/twos')).toBeUndefined();
  });

  it('differs in three components from a string that is no URI.', () => {
    expect(nearestRedirectUri([registered], '//')?.differences.map(({ component }) => component)).toEqual([
      'scheme',
      'host',
      'path',
    ]);
  });
});
