import {
  clientList,
  createAuthorizationServer,
  defineClient,
  memoryTokens,
  type ServerOptions,
} from '@codegrant/server';
import { describe, expect, it } from 'vitest';

const options: ServerOptions<unknown> = {
  policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' } } },
  clients: clientList([]),
  owner: { identify: () => undefined },
  tokens: memoryTokens(),
  consentKeys: [new Uint8Array(32)],
};

describe('createAuthorizationServer names what is wrong with its options (R13, R14, R68, R77)', () => {
  it.each<[string, Partial<ServerOptions<unknown>>]>([
    ['issuer must be https', { policy: { ...options.policy, issuer: 'http://login.example' } }],
    ['issuer must be a URL', { policy: { ...options.policy, issuer: 'https://login.example?x' } }],
    [
      'codeLifetimeSeconds must be a whole number of seconds from 1 to 600',
      { policy: { ...options.policy, codeLifetimeSeconds: 601 } },
    ],
    ['defaultScope names write, which is not in scopes', { policy: { ...options.policy, defaultScope: ['write'] } }],
    [
      'scopes must be an object without the names',
      { policy: { ...options.policy, scopes: { constructor: { name: 'x' } } } },
    ],
    ['key 0 is not a Uint8Array of at least 32 bytes', { consentKeys: [new Uint8Array(31)] }],
    ['give at least one key', { consentKeys: [] }],
    ['paths.token "token" must begin with /', { paths: { token: 'token' } }],
    [
      'paths.authorize "/authorize?x=1" must begin with / and have no query',
      { paths: { authorize: '/authorize?x=1' } },
    ],
    ['paths must differ from each other', { paths: { token: '/oauth/authorize' } }],
    ['signInUrl "/\\\\evil.example" must be a path', { signInUrl: '/\\evil.example' }],
    ['signInUrl "/in#x" must be a path', { signInUrl: '/in#x' }],
    ['signInUrl "//evil.example" must be a path', { signInUrl: '//evil.example' }],
  ])('%s', (says, change) => {
    expect(() => createAuthorizationServer({ ...options, ...change })).toThrow(says);
  });

  it('a misspelt setting', () => {
    const policy = { ...options.policy, codeLifetime: 60 };
    expect(() => createAuthorizationServer({ ...options, policy })).toThrow('codeLifetime is not a setting');
  });

  it('a client that is registered twice', () => {
    const client = defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] });
    expect(() => clientList([client, client])).toThrow('client_id app is registered twice');
  });
});
