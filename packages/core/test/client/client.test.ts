import { defineClient, hashClientSecret, InvalidSettings, readClient } from '@codegrant/core';
import { isConfidential } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { metadata } from '../fixtures/client.ts';

describe('A client', () => {
  it('without a secret is public, and has a safe default for everything.', () => {
    const client = defineClient(metadata);
    expect(client).toEqual({
      client_id: 'app',
      client_name: 'app',
      client_uri: undefined,
      logo_uri: undefined,
      policy_uri: undefined,
      tos_uri: undefined,
      redirect_uris: ['https://app.example/cb'],
      token_endpoint_auth_methods: ['none'],
      client_secret_hashes: [],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      scope: undefined,
      required_scope: [],
      consent: 'ask',
      verified: false,
      require_pkce: true,
      code_challenge_methods: undefined,
      loopback_port: 'any',
      token_redirect_uri: 'required',
      authorization_response_iss: 'send',
      introspection: 'own',
      origin: 'registered',
      trusted: true,
    });
    expect(isConfidential(client)).toBe(false);
  });

  it('with a secret may use both methods, and only the hash of the secret is kept.', () => {
    const client = defineClient({ ...metadata, client_secret: 'a-secret' });
    expect(client.token_endpoint_auth_methods).toEqual(['client_secret_basic', 'client_secret_post']);
    expect(client.client_secret_hashes).toEqual([hashClientSecret('a-secret')]);
    expect(JSON.stringify(client)).not.toContain('a-secret');
    expect(isConfidential(client)).toBe(true);
  });

  it('with a secret uses Basic or the form, whichever method is registered.', () => {
    for (const token_endpoint_auth_method of ['client_secret_basic', 'client_secret_post'] as const)
      expect(
        defineClient({ ...metadata, client_secret: 'x', token_endpoint_auth_method }).token_endpoint_auth_methods,
      ).toEqual(['client_secret_basic', 'client_secret_post']);
  });

  it('with require_token_endpoint_auth_method uses the registered method alone.', () => {
    for (const token_endpoint_auth_method of ['client_secret_basic', 'client_secret_post'] as const)
      expect(
        defineClient({
          ...metadata,
          client_secret: 'x',
          token_endpoint_auth_method,
          require_token_endpoint_auth_method: true,
        }).token_endpoint_auth_methods,
      ).toEqual([token_endpoint_auth_method]);
  });

  it('can have several secrets at once, so that a secret can be replaced.', () => {
    const hashes = [hashClientSecret('old')];
    const client = defineClient({ ...metadata, client_secret: 'new', client_secret_hashes: hashes });
    expect(client.client_secret_hashes).toEqual([hashClientSecret('old'), hashClientSecret('new')]);
  });

  it('has the members of its registration.', () => {
    const given = {
      ...metadata,
      client_name: 'App',
      client_uri: 'http://app.example',
      logo_uri: 'https://app.example/logo',
      policy_uri: 'https://app.example/policy',
      tos_uri: 'https://app.example/tos',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code', 'token'],
      code_challenge_methods: ['plain'],
      loopback_port: 'exact',
      token_redirect_uri: 'optional',
      consent: 'skip',
      verified: true,
      refresh_tokens: 'offline_access',
    } as const;
    expect(defineClient({ ...given, scope: 'a b a', required_scope: 'b b' })).toMatchObject({
      ...given,
      scope: ['a', 'b'],
      required_scope: ['b'],
    });
  });

  it.each(['always', 'offline_access'] as const)(
    'cannot have refresh_tokens %s without the grant type refresh_token (R210).',
    (refresh_tokens) => {
      expect(readClient({ ...metadata, refresh_tokens })).toEqual({
        kind: 'invalid',
        problems: [`refresh_tokens ${refresh_tokens} needs the grant type: add refresh_token to grant_types.`],
      });
    },
  );

  it.each([['own'], ['any'], [['https://api.example/mcp']]] as const)(
    'with a secret can have introspection %j, and has own by default (R255).',
    (introspection) => {
      expect(defineClient({ ...metadata, client_secret: 's', introspection })).toMatchObject({ introspection });
      expect(defineClient({ ...metadata, client_secret: 's' })).toMatchObject({ introspection: 'own' });
    },
  );

  it.each<[unknown, string]>([
    ['all', 'introspection must be own, any, or a list of resources of the policy.'],
    [true, 'introspection must be own, any, or a list of resources of the policy.'],
    [[], 'introspection must be own, any, or a list of resources of the policy.'],
    [[1], 'introspection must be own, any, or a list of resources of the policy.'],
  ])('cannot have introspection %j.', (introspection, problem) => {
    expect(readClient({ ...metadata, client_secret: 's', introspection })).toEqual({
      kind: 'invalid',
      problems: [problem],
    });
  });

  it('without a secret can introspect nothing (R252).', () => {
    expect(readClient({ ...metadata, introspection: 'own' }).kind).toBe('valid');
    for (const introspection of ['any', ['https://api.example/mcp']])
      expect(readClient({ ...metadata, introspection })).toEqual({
        kind: 'invalid',
        problems: [
          'introspection of the tokens of other clients needs a client_secret, client_secret_hashes, or token_endpoint_auth_method private_key_jwt.',
        ],
      });
  });

  it('that is invalid throws its client_id and every problem.', () => {
    const define = (): unknown =>
      defineClient({
        client_id: 'app',
        redirect_uris: ['x'],
        require_pkce: false,
        token_endpoint_auth_method: 'client_secret_basic',
      });
    expect(define).toThrow(InvalidSettings);
    expect(define).toThrow(
      'client "app": redirect_uris.0 "x" is not an absolute URI: use one such as https://client.example/callback. ' +
        'token_endpoint_auth_method client_secret_basic needs a client_secret or client_secret_hashes. ' +
        'require_pkce cannot be false for a public client: only PKCE binds the code to the client.',
    );
  });

  it('defined in code cannot have unknown members, which may be misspellings.', () => {
    const misspelt = { ...metadata, client_sekret: 'x', requirePkce: false };
    expect(() => defineClient(misspelt)).toThrow(
      'client "app": client_sekret is not a known member: correct its spelling, or remove it. ' +
        'requirePkce is not a known member: correct its spelling, or remove it.',
    );
    expect(() => defineClient(misspelt)).toThrow(InvalidSettings);
  });

  it('of the operator cannot have unknown members: with a misspelt scope, it could request every scope.', () => {
    expect(readClient({ ...metadata, scopes: 'read', Scope: 'read' })).toEqual({
      kind: 'invalid',
      problems: [
        'scopes is not a known member: correct its spelling, or remove it.',
        'Scope is not a known member: correct its spelling, or remove it.',
      ],
    });
    expect(readClient({ scopes: 'read', redirect_uris: metadata.redirect_uris })).toEqual({
      kind: 'invalid',
      problems: ['client_id is missing.', 'scopes is not a known member: correct its spelling, or remove it.'],
    });
  });

  it('that was registered over HTTP can have every member of RFC 7591.', () => {
    const withKeys = { ...metadata, jwks: { keys: [] }, jwks_uri: 'https://app.example/jwks' };
    const stored = {
      ...withKeys,
      contacts: ['ada@example.org'],
      software_id: 'x',
      software_version: '1',
      software_statement: 'e.y.J',
      client_id_issued_at: 1_700_000_000,
      client_secret_expires_at: 0,
    };
    expect(readClient(stored)).toEqual(readClient(withKeys));
  });

  it('cannot have a secret that expires, because it would never expire.', () => {
    for (const client_secret_expires_at of [1_700_000_000, '0', null])
      expect(readClient({ ...metadata, client_secret_expires_at })).toEqual({
        kind: 'invalid',
        problems: [
          'client_secret_expires_at must be 0, because secrets do not expire here: remove the hash of an expired secret.',
        ],
      });
  });

  it('with an unset secret is refused. It does not become a public client.', () => {
    expect(readClient({ ...metadata, client_secret: undefined })).toEqual({
      kind: 'invalid',
      problems: ['client_secret is undefined: set the secret, or omit the member for a public client.'],
    });
    expect(readClient({ ...metadata, client_secret: '' })).toEqual({
      kind: 'invalid',
      problems: ['client_secret must not be empty.'],
    });
    expect(readClient({ ...metadata, client_secret: 7 })).toEqual({
      kind: 'invalid',
      problems: ['client_secret must be a string.'],
    });
  });

  it('can have millions of scopes.', () => {
    const millions = Array.from({ length: 4_000_000 }, (_token, index) => `s${index % 1000}`).join(' ');
    expect(readClient({ ...metadata, scope: millions })).toMatchObject({ kind: 'valid' });
    expect(readClient({ ...metadata, scope: `${millions} ` })).toEqual({
      kind: 'invalid',
      problems: ['scope must be scope tokens with one space between them.'],
    });
  });

  it('that is no object is refused without a throw.', () => {
    for (const none of [undefined, null, 'app', 7])
      expect(readClient(none)).toEqual({
        kind: 'invalid',
        problems: ['the value must be an object with the members of a client registration.'],
      });
    expect(readClient({})).toMatchObject({
      kind: 'invalid',
      problems: ['client_id is missing.', 'redirect_uris is missing.'],
    });
    expect(readClient({ client_id: 7, redirect_uris: 7 })).toMatchObject({
      problems: ['client_id must be a string.', 'redirect_uris must be a list.'],
    });
  });
});

const problemsOf = (more: object): readonly string[] => {
  const reading = readClient({ ...metadata, ...more });
  return reading.kind === 'invalid' ? reading.problems : [];
};

const notUriText = (member: string): string =>
  `${member} contains a character that is not allowed in a URI (RFC 3986): percent-encode it.`;

describe.each(['client_uri', 'logo_uri', 'policy_uri', 'tos_uri'])('%s', (member) => {
  it.each([
    'https://maker.example',
    'http://maker.example/a?b=c#d',
    'https://maker.example/%C3%BC',
    "https://maker.example/~!$&'()*+,;=:@",
    'https://[::1]:8443/',
  ])('can be %s.', (uri) => {
    expect(problemsOf({ [member]: uri })).toEqual([]);
  });

  it.each([
    'https://maker.example/über',
    'https://maker.example/a b',
    'https://maker.example/"onload="',
    'https://maker.example/<b>',
    'https://maker.example/a\\b',
    'https://maker.example/a\n',
    'https://maker.example/100%',
    'https://maker.example/%zz',
    'https://maker.example/{id}',
    'https://maker.example/\u202E',
  ])('cannot be %j, which is no URI (R23).', (uri) => {
    expect(problemsOf({ [member]: uri })).toEqual([notUriText(member)]);
  });
});

describe('required_scope', () => {
  it.each([
    ['a scope that the client may ask for', { scope: 'read write', required_scope: 'write' }],
    ['everything that the client may ask for, in another order', { scope: 'read write', required_scope: 'write read' }],
    ['any scope, if the client may ask for every scope', { required_scope: 'whatever' }],
  ])('can be %s.', (_what, more) => {
    expect(problemsOf(more)).toEqual([]);
  });

  it.each<[string, object, readonly string[]]>([
    [
      'a scope that the client may not ask for',
      { scope: 'read', required_scope: 'write' },
      ['required_scope names write, which is not in scope.'],
    ],
    [
      'several scopes that the client may not ask for',
      { scope: 'read', required_scope: 'read write admin' },
      ['required_scope names write, which is not in scope.', 'required_scope names admin, which is not in scope.'],
    ],
    [
      'a scope that differs in case',
      { scope: 'read', required_scope: 'Read' },
      ['required_scope names Read, which is not in scope.'],
    ],
    ['a list', { required_scope: ['read'] }, ['required_scope must be a string.']],
    [
      'empty',
      { required_scope: '' },
      ['required_scope must not be empty.', 'required_scope must be scope tokens with one space between them.'],
    ],
    [
      'tokens with two spaces between them',
      { required_scope: 'read  write' },
      ['required_scope must be scope tokens with one space between them.'],
    ],
  ])('cannot be %s.', (_what, more, problems) => {
    expect(problemsOf(more)).toEqual(problems);
  });
});

const poseable =
  'consent cannot be skip for a public client, unless all its redirect_uris are https and not on this device: any app could pretend to be it.';

describe('consent: skip (R47, R98)', () => {
  it.each([
    ['a public client with https redirect URIs', { redirect_uris: ['https://app.example/cb', 'https://b.example'] }],
    [
      'a public client with hosts that only look like this device',
      {
        redirect_uris: [
          'https://localhost.example/cb',
          'https://notlocalhost/cb',
          'https://127.0.0.1.example/cb',
          'https://app.example/localhost',
          'https://app.example/?x=.localhost',
          'https://128.0.0.1/cb',
          'https://[::2]/cb',
        ],
      },
    ],
    [
      'a client with a secret and a loopback redirect URI',
      { client_secret: 'x', redirect_uris: ['http://127.0.0.1/cb'] },
    ],
    [
      'a client with a secret and https on this device',
      { client_secret: 'x', redirect_uris: ['https://localhost/cb'] },
    ],
    [
      'a client with a secret hash and a private-use scheme',
      { client_secret_hashes: [hashClientSecret('x')], redirect_uris: ['com.example.app:/cb'] },
    ],
  ])('is allowed for %s.', (_what, more) => {
    expect(problemsOf({ ...more, consent: 'skip' })).toEqual([]);
  });

  it.each([
    ['loopback by IPv4 address', ['http://127.0.0.1/cb']],
    ['loopback by name', ['http://localhost/cb']],
    ['loopback by IPv6 address', ['http://[::1]:8080/cb']],
    ['a private-use scheme', ['com.example.app:/cb']],
    ['http loopback beside https', ['https://app.example/cb', 'http://127.0.0.1/cb']],
    ['https on localhost', ['https://localhost/cb']],
    ['https on localhost with a port', ['https://localhost:8443/cb']],
    ['https on localhost with a query', ['https://localhost?x']],
    ['https on localhost in capitals', ['https://LocalHost/cb']],
    ['https on localhost with a final dot', ['https://localhost./cb']],
    ['https on a subdomain of localhost', ['https://app.localhost/cb']],
    ['https on 127.0.0.1', ['https://127.0.0.1/cb']],
    ['https on another loopback address', ['https://127.9.8.7:444']],
    ['https on [::1]', ['https://[::1]/cb']],
    ['https on a long loopback address', ['https://127.10.20.30/cb']],
    ['https on the short form of an address', ['https://127.1/cb']],
    ['https on an address as one number', ['https://2130706433/cb']],
    ['https on a hexadecimal address', ['https://0x7f.0.0.1/cb']],
    ['https on an IPv4-mapped IPv6 address', ['https://[::ffff:127.0.0.1]/cb']],
    ['https on the unspecified address', ['https://0.0.0.0/cb', 'https://[::]/cb']],
    ['https on localhost beside https elsewhere', ['https://app.example/cb', 'https://localhost/cb']],
  ])('is refused for a client without a secret and with %s.', (_where, redirect_uris) => {
    expect(problemsOf({ redirect_uris, consent: 'skip' })).toEqual([poseable]);
    expect(problemsOf({ redirect_uris, consent: 'ask' })).toEqual([]);
    expect(problemsOf({ redirect_uris })).toEqual([]);
  });

  it('is refused for a client without a secret and with a scheme without a dot.', () => {
    const cursor = { redirect_uris: ['cursor://cb'], custom_redirect_schemes: ['cursor'] };
    expect(problemsOf({ ...cursor, consent: 'skip' })).toEqual([poseable]);
    expect(problemsOf(cursor)).toEqual([]);
  });

  it('is one of two values.', () => {
    for (const consent of ['never', 'Skip', '', true])
      expect(problemsOf({ consent })).toEqual(['consent must be one of ask, skip.']);
  });
});

describe('verified', () => {
  it('is true or false.', () => {
    expect(defineClient({ ...metadata, verified: true }).verified).toBe(true);
    expect(defineClient({ ...metadata, verified: false }).verified).toBe(false);
    for (const verified of ['true', 1, null])
      expect(problemsOf({ verified })).toEqual(['verified must be true or false.']);
  });
});
