import { readRedirectUri } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

describe('readRedirectUri', () => {
  it.each([
    ['https://app.example/cb', 'https'],
    ['https://app.example', 'https'],
    ['https://app.example/cb?x=y://z@w', 'https'],
    ['https://app.example/cb?codes=1&xstate', 'https'],
    ['http://127.0.0.1:1/cb', 'loopback'],
    ['http://[::1]', 'loopback'],
    ['com.example.app:/cb', 'privateUseScheme'],
    ['cursor://cb', 'listedScheme'],
  ])('accepts %s as %s.', (uri, is) => {
    expect(readRedirectUri(uri, ['cursor'])).toEqual({ kind: 'valid', is });
  });

  it.each([
    ['/cb', 'is not an absolute URI: use one such as https://client.example/callback'],
    ['https:', 'is not an absolute URI: use one such as https://client.example/callback'],
    ['JavaScript:alert(1)', 'has the scheme javascript:, which never leads to a client'],
    ['HTTPS://app.example', 'has the scheme HTTPS: in capitals: write it in lower case'],
    ['https://app.example/a b', 'contains a character that is not allowed in a URI (RFC 3986): percent-encode it'],
    ['https://app.example/cb#', 'has a fragment: remove # and everything after it'],
    ['https://app.example:99999/', 'is not a valid URL: use one such as https://client.example/callback'],
    ['https://user@app.example/', 'has a user name before the host: remove it'],
    ['com.example.app://user@cb', 'has a user name before the host: remove it'],
    [
      'https:/app.example',
      'has no host name or address (a wildcard is not one): use one such as https://client.example/callback',
    ],
    [
      'https:///app.example',
      'has no host name or address (a wildcard is not one): use one such as https://client.example/callback',
    ],
    ['http://app.example', 'is http but not on http://127.0.0.1, http://[::1] or http://localhost: use https'],
    ['https://app.example/?code=1', 'has code in its query, which is a parameter of the answer: rename it'],
    ['https://app.example/?a=b&%73tate', 'has state in its query, which is a parameter of the answer: rename it'],
    ['https://app.example/?iss', 'has iss in its query, which is a parameter of the answer: rename it'],
    [
      'vscode://cb',
      'has the scheme vscode:, which any app may claim: use a reverse domain name such as com.example.app:/callback, or list it in custom_redirect_schemes',
    ],
  ])('refuses %s, and says what to change.', (uri, problem) => {
    expect(readRedirectUri(uri, ['cursor'])).toEqual({ kind: 'invalid', problem });
  });
});
