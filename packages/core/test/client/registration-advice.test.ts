import { registrationAdvice } from '@codegrant/core';
import { describe, expect, it } from 'vitest';
import { clientOf } from '../fixtures/client.ts';

const adviceOn = (...redirect_uris: readonly string[]): readonly string[] =>
  registrationAdvice(clientOf({ redirect_uris, custom_redirect_schemes: ['cursor'] }));

describe('Advice on a registration', () => {
  it('says that a redirect URI without a path differs from the same one with a slash.', () => {
    expect(adviceOn('https://app.example/cb', 'http://127.0.0.1:33418')).toEqual([
      'redirect_uris.1 "http://127.0.0.1:33418" has no slash after the host. ' +
        'Many clients send "http://127.0.0.1:33418/", which differs from it: register both.',
    ]);
  });

  it('names the place of the slash in a redirect URI with a query.', () => {
    expect(adviceOn('https://app.example?tenant=1')[0]).toContain('"https://app.example/?tenant=1"');
  });

  it.each([
    [['http://127.0.0.1:33418', 'http://127.0.0.1:33418/']],
    [['http://127.0.0.1:33418/', 'http://127.0.0.1:33418']],
    // On loopback any port is accepted.
    [['http://127.0.0.1:33418', 'http://127.0.0.1/']],
    [['https://app.example/']],
    [['https://app.example/cb']],
    [['com.example.app:/cb', 'cursor://auth']],
  ])('says nothing about %j.', (redirectUris) => {
    expect(adviceOn(...redirectUris)).toEqual([]);
  });
});
