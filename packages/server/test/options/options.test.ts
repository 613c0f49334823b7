import { createHash, randomBytes } from 'node:crypto';
import {
  clientCredentials,
  type Client,
  clientList,
  type ClientMetadata,
  createAuthorizationServer,
  defineClient,
  defineLimits,
  extensionGrant,
  grantList,
  memoryGrants,
  memoryStore,
  opaqueTokens,
  memoryAccessTokens,
  type ServerOptions,
} from '@codegrant/server';
import { serveAssertions } from '@codegrant/server/internal';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../../testing/problems-of.ts';
import { registration, serverOptions as options } from '../test-server.ts';

describe('createAuthorizationServer throws for invalid options (R13, R14, R68, R77):', () => {
  it.each<[string, Partial<ServerOptions<undefined>>]>([
    ['issuer must be https', { policy: { ...options.policy, issuer: 'http://login.example' } }],
    ['issuer must be a URL', { policy: { ...options.policy, issuer: 'https://login.example?x' } }],
    [
      'codeLifetimeSeconds must be a whole number of seconds from 1 to 600',
      { policy: { ...options.policy, codeLifetimeSeconds: 601 } },
    ],
    ['defaultScope names admin, which is not in scopes', { policy: { ...options.policy, defaultScope: ['admin'] } }],
    [
      'scopes must be an object without the names',
      { policy: { ...options.policy, scopes: { constructor: { name: 'x' } } } },
    ],
    ['key 0 (length: 31) is not a Uint8Array of at least 32 bytes.', { consentKeys: [new Uint8Array(31)] }],
    ['key 0 is all zeros', { consentKeys: [new Uint8Array(32)] }],
    ['key 1 is all zeros', { consentKeys: [new Uint8Array(32).fill(1), new Uint8Array(48)] }],
    ['pass a list with at least one key', { consentKeys: [] }],
    ['issuer must be a URL without', { policy: { ...options.policy, issuer: 'https://login.example/*' } }],
    ['issuer must be a URL without', { policy: { ...options.policy, issuer: 'https://login.example/%2e' } }],
    ['now must return seconds', { now: () => Date.now() }],
    ['paths.token "token" must be a path such as /oauth/token: segments of', { paths: { token: 'token' } }],
    [
      'paths.authorize "/authorize?x=1" must be a path such as /oauth/authorize: segments of',
      { paths: { authorize: '/authorize?x=1' } },
    ],
    ['paths must differ from each other', { paths: { token: '/oauth/authorize' } }],
    [
      'corsOrigins.0 "https://spa.example/" must be an origin as a browser sends it, such as https://spa.example.',
      { corsOrigins: ['https://spa.example/'] },
    ],
    ['corsOrigins.1 "https://SPA.example" must be', { corsOrigins: ['https://spa.example', 'https://SPA.example'] }],
    ['corsOrigins.0 "https://spa.example:443" must be', { corsOrigins: ['https://spa.example:443'] }],
    ['corsOrigins.0 "*" must be', { corsOrigins: ['*'] }],
    ['corsOrigins.0 "null" must be', { corsOrigins: ['null'] }],
    ["tokenRequestTypes must contain 'form'", { tokenRequestTypes: ['json'] }],
    ["tokenRequestTypes must contain 'form'", { tokenRequestTypes: [] }],
    ['corsOrigins.0 "spa.example" must be', { corsOrigins: ['spa.example'] }],
    ['signInUrl "/\\\\evil.example" must be a path', { signInUrl: '/\\evil.example' }],
    ['signInUrl "/in#x" must be a path', { signInUrl: '/in#x' }],
    ['signInUrl "//evil.example" must be a path', { signInUrl: '//evil.example' }],
    ['consentUrl "/\\\\evil.example" must be a path', { consentUrl: '/\\evil.example' }],
    ['consentUrl "/ask#x" must be a path', { consentUrl: '/ask#x' }],
    ['consentUrl "//evil.example" must be a path', { consentUrl: '//evil.example' }],
  ])('%s', (says, change) => {
    expect(() => createAuthorizationServer({ ...options, ...change })).toThrow(says);
  });

  it('a misspelt setting', () => {
    const policy = { ...options.policy, codeLifetime: 60 };
    expect(() => createAuthorizationServer({ ...options, policy })).toThrow('codeLifetime is not a setting');
  });

  it('a client that was not validated', () => {
    const notValidated: object = registration;
    expect(() => clientList([notValidated as Client])).toThrow(
      'clientList takes only clients that defineClient or readClient made.',
    );
  });

  it('a client that is registered twice', () => {
    const client = defineClient(registration);
    expect(() => clientList([client, client])).toThrow('client_id app is registered twice');
  });
});

const problemsWith = (change: object): readonly string[] =>
  problemsOf(() => createAuthorizationServer({ ...options, ...change }));

const notAnOption = (name: string): string => `${name} is not an option: correct its spelling.`;
const mustBeFunction = (method: string): string => `${method} must be a function.`;
const notAPath = (name: string, path: unknown): string =>
  `paths.${name} ${JSON.stringify(path)} must be a path such as /oauth/${name}: ` +
  'segments of letters, digits and -._~, each after one slash.';

describe('An unknown option', () => {
  it.each(['consentURL', 'signinUrl', 'clock', 'issuer', 'Policy', 'toString'])('such as %s is named.', (name) => {
    expect(problemsWith({ [name]: '/x' })).toEqual([notAnOption(name)]);
  });

  it('is named together with all other problems.', () => {
    expect(problemsWith({ consentURL: '/ask', keys: [], tokens: {}, paths: { token: 'x' } })).toEqual([
      notAnOption('consentURL'),
      notAnOption('keys'),
      mustBeFunction('tokens.issue'),
      mustBeFunction('tokens.revoke'),
      notAPath('token', 'x'),
    ]);
  });

  it('corsOrigins must be a list.', () => {
    expect(problemsWith({ corsOrigins: 'https://spa.example' })).toEqual(['corsOrigins must be a list of origins.']);
  });

  it.each([
    ['json', "tokenRequestTypes must be a list: ['form'] or ['form', 'json']."],
    [null, "tokenRequestTypes must be a list: ['form'] or ['form', 'json']."],
    [['form', 'JSON'], `tokenRequestTypes.1 "JSON" must be 'form' or 'json'.`],
    [['form', 5], `tokenRequestTypes.1 5 must be 'form' or 'json'.`],
  ])('tokenRequestTypes must be a list of form and json, and not %j.', (tokenRequestTypes, problem) => {
    expect(problemsWith({ tokenRequestTypes })).toEqual([problem]);
  });

  it('is none of the documented options, given or undefined.', () => {
    const all: Required<ServerOptions<undefined>> = {
      ...options,
      clients: clientList([]),
      tokens: opaqueTokens({ accessTokens: memoryAccessTokens(), grants: memoryGrants() }),
      signInUrl: '/in',
      consentUrl: '/ask',
      basePath: '/auth',
      paths: { token: '/token' },
      endpoints: [],
      grantTypes: [clientCredentials, extensionGrant('urn:example:grant', () => ({ error: 'invalid_grant' }))],
      clientSources: [{ name: 'none', owns: () => false, find: () => undefined }],
      clientAssertions: serveAssertions({
        algorithms: ['ES256'],
        audience: 'issuer',
        maxLifetimeSeconds: 60,
        verify: () => ({ kind: 'verified' }),
        conflicts: () => [],
      }),
      limits: defineLimits({ take: () => ({ allowed: true }) }),
      corsOrigins: ['https://spa.example', 'capacitor://localhost'],
      tokenRequestTypes: ['json', 'form'],
      store: memoryStore(),
      consents: { granted: () => [], remember: () => {}, forget: () => {} },
      grants: memoryGrants(),
      accessTokens: memoryAccessTokens(),
      storage: {},
      portTimeoutMilliseconds: 5000,
      pages: {},
      report: () => {},
      now: () => 0,
      random: (length) => randomBytes(length),
      sha256: (text) => createHash('sha256').update(text).digest('base64url'),
    };
    expect(problemsWith(all)).toEqual([]);
    const required = new Set(['policy', 'clients', 'owner', 'consentKeys']);
    const leftOut = Object.keys(all).filter((name) => !required.has(name));
    expect(problemsWith(Object.fromEntries(leftOut.map((name) => [name, undefined])))).toEqual([]);
  });
});

describe('portTimeoutMilliseconds', () => {
  it.each([0, -1, 0.5, 600_001, Number.NaN, Number.POSITIVE_INFINITY, '5000', null, 5000n])(
    'must not be %s.',
    (portTimeoutMilliseconds) => {
      expect(problemsWith({ portTimeoutMilliseconds })).toEqual([
        'portTimeoutMilliseconds must be a whole number of milliseconds from 1 to 600000 (ten minutes). Default: 10000.',
      ]);
    },
  );

  it.each([1, 600_000])('may be %i.', (portTimeoutMilliseconds) => {
    expect(problemsWith({ portTimeoutMilliseconds })).toEqual([]);
  });
});

describe('A port', () => {
  it.each<[string, object, readonly string[]]>([
    ['that is missing', { owner: undefined }, ['owner.identify']],
    ['that is null', { owner: null }, ['owner.identify']],
    ['that is a function itself', { owner: () => undefined }, ['owner.identify']],
    ['that is a string', { clients: 'clients' }, ['clients.find']],
    ['with one of two methods', { tokens: { issue: () => undefined } }, ['tokens.revoke']],
    ['with a method that is no function', { clients: { find: new Map() } }, ['clients.find']],
    ['with a misspelt method', { owner: { identity: () => undefined } }, ['owner.identify']],
    ['that is optional and has no methods', { store: {} }, ['store.saveCode', 'store.takeCode', 'store.recordAnswer']],
    ['that is optional and null', { consents: null }, ['consents.granted', 'consents.remember', 'consents.forget']],
  ])('%s is named by the missing methods.', (_what, change, methods) => {
    expect(problemsWith(change)).toEqual(methods.map(mustBeFunction));
  });

  it('that is an array is named, although an array has a find method.', () => {
    expect(problemsWith({ clients: [] })).toEqual([
      'clients.find must be a function, and clients must not be an array.',
    ]);
  });

  it('may be an instance of a class.', () => {
    class Sessions {
      identify(): undefined {}
    }
    expect(problemsWith({ owner: new Sessions() })).toEqual([]);
  });

  it('may be left out if it has a default.', () => {
    expect(problemsWith({ store: undefined, consents: undefined })).toEqual([]);
  });
});

describe.each(['signInUrl', 'consentUrl'])('The page at %s', (name) => {
  const noPage = (url: string): string =>
    `${name} ${JSON.stringify(url)} must be a path on this server such as /sign-in, or an https URL, without a fragment.`;
  const ownPath = (url: string): string =>
    `${name} ${JSON.stringify(url)} is a path that this server answers itself. Set the URL of your own page.`;

  it.each([
    '/',
    '/in',
    '/in?lang=de',
    '/oauth',
    '/oauth/ask',
    'https://id.example',
    'https://id.example/in?x=1',
    'http://[::1]:3000/in',
    'http://[::1]',
    'http://127.0.0.1:3000/in',
    'http://127.0.0.1?x=1',
    'http://localhost:3000/in',
    'http://localhost',
    'https://id.example:8443/in',
    'https://id.example?x=1',
    'https://ID-1.example_2/in',
    'https://[2001:db8::1]:444/in',
  ])('may be %s.', (url) => {
    expect(problemsWith({ [name]: url })).toEqual([]);
  });

  it.each([
    '',
    'in',
    '?in',
    '//id.example/in',
    '/\\id.example',
    '/in#top',
    '/in page',
    '/in\n',
    '/ein-für-alle',
    'https://',
    'https:///in',
    'https://id.example/in#top',
    'ftp://id.example',
    'javascript:alert(1)',
    ' https://id.example',
    'https://user@id.example/in',
    'https://user:word@id.example/in',
    'https://@id.example/in',
    'https://login.example@evil.example/in',
    'https://login.example\\@evil.example/in',
    'https://id.example\\in',
    'https://id.example/in page',
    'https://id.example/ein-für-alle',
    'https://ïd.example/in',
    'https://id%2eexample/in',
    'https://*.example/in',
    'https://id.example:/in',
    'https://id.example:port/in',
    'https://id.example:99999/in',
    'https://[::1/in',
    'https://[zz]/in',
    'https://[]/in',
    'https://id.example#top',
    'HTTPS://id.example/in',
  ])('may not be %j, which is no URL of a page (R13).', (url) => {
    expect(problemsWith({ [name]: url })).toEqual([noPage(url)]);
  });

  it.each([7, null, true, {}, ['/in']])('may not be %j, which is no string.', (url) => {
    expect(problemsWith({ [name]: url })).toEqual([
      `${name} ${JSON.stringify(url)} must be a path on this server such as /sign-in, or an https URL, without a fragment.`,
    ]);
  });

  const unencrypted = [
    'http://id.example',
    'http://id.example/in',
    'http://localhost.example/in',
    'http://127.0.0.1.example/in',
    'http://127.0.0.2/in',
    'http://192.168.0.1/in',
    'http://[::2]/in',
  ];

  it.each(unencrypted)('may not be %s, where passwords would be sent unencrypted (R14).', (url) => {
    expect(problemsWith({ [name]: url })).toEqual([noPage(url)]);
  });

  it('may be any of these if the issuer may be http, but not with user info or a fragment.', () => {
    const policy = { ...options.policy, insecureIssuer: 'allow' as const };
    for (const url of unencrypted) expect(problemsWith({ policy, [name]: url })).toEqual([]);
    for (const url of ['http://user@id.example/', 'http://id.example/#x', 'http://id.example:port/'])
      expect(problemsWith({ policy, [name]: url })).toEqual([noPage(url)]);
  });

  it.each([
    '/oauth/authorize',
    '/oauth/authorize?x=1',
    '/oauth/consent',
    '/oauth/grants',
    '/oauth/grants?x=1',
    '/oauth/consent/question',
    '/oauth/token',
    '/.well-known/oauth-authorization-server',
    'https://login.example/oauth/authorize',
    'https://login.example/oauth/consent/question?x=1',
    '/oauth/./authorize',
    '/oauth/x/../authorize?y',
    'https://LOGIN.example/oauth/authorize',
    'https://login.example:443/oauth/authorize',
  ])('may not be %s, which would redirect in a loop.', (url) => {
    // With a hosted consent page the server has all its paths.
    expect(problemsWith({ consentUrl: '/ask', [name]: url })).toEqual([ownPath(url)]);
  });

  it('may not be the metadata path of an issuer that has a path.', () => {
    const policy = { ...options.policy, issuer: 'https://login.example/tenant' };
    const url = '/.well-known/oauth-authorization-server/tenant';
    expect(problemsWith({ policy, basePath: '/', [name]: url })).toEqual([ownPath(url)]);
    expect(problemsWith({ [name]: url })).toEqual([]);
  });

  it('may be a default path of the server, if that path was changed.', () => {
    const moved = { paths: { authorize: '/authorize' } };
    expect(problemsWith({ ...moved, [name]: '/oauth/authorize' })).toEqual([]);
    expect(problemsWith({ ...moved, [name]: '/authorize' })).toEqual([ownPath('/authorize')]);
  });
});

it('The default sign-in page may not be a path of the server either.', () => {
  expect(problemsWith({ paths: { authorize: '/sign-in' } })).toEqual([
    'signInUrl "/sign-in" is a path that this server answers itself. Set the URL of your own page.',
  ]);
});

describe('An option that must be a function', () => {
  it.each(['report', 'now', 'random', 'sha256'])('such as %s is nothing else.', (name) => {
    for (const value of [7, 'x', {}, [], true, null])
      expect(problemsWith({ [name]: value })).toEqual([mustBeFunction(name)]);
    expect(problemsWith({ [name]: undefined })).toEqual([]);
  });
});

describe('The clock', () => {
  const notSeconds = 'now must return seconds since 1970-01-01T00:00:00Z, as Date.now() / 1000 does.';

  it.each([0, 0.5, 1_700_000_000, 1_700_000_000.75, 99_999_999_999])('may return %d.', (time) => {
    expect(problemsWith({ now: () => time })).toEqual([]);
  });

  it.each([
    1_700_000_000_000,
    100_000_000_000,
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '1700000000',
    undefined,
    null,
    new Date(0),
  ])('may not return %o, with which lifetimes would be wrong (R77).', (time) => {
    expect(problemsWith({ now: () => time })).toEqual([notSeconds]);
  });

  it('may not return a promise.', () => {
    expect(problemsWith({ now: async () => 1_700_000_000 })).toEqual([notSeconds]);
  });
});

describe('The random bytes', () => {
  const notRandom =
    'random must return as many bytes of a cryptographic source as it is asked for, in a Uint8Array and no promise.';

  it.each<[string, (length: number) => unknown]>([
    ['no bytes', () => new Uint8Array(0)],
    ['8 bytes', () => randomBytes(8)],
    ['zeros', (length) => new Uint8Array(length)],
    ['one byte repeated', (length) => new Uint8Array(length).fill(7)],
    ['8 bytes and zeros', (length) => new Uint8Array([...randomBytes(8), ...new Uint8Array(length - 8)])],
    ['a string', (length) => 'x'.repeat(length)],
    ['an array of numbers', (length) => Array.from({ length }, (_, index) => index)],
    ['a promise', async (length) => randomBytes(length)],
    ['a promise that rejects', async () => fail()],
    ['nothing and throws', () => fail()],
  ])('may not be %s: everyone could guess the codes (R82, R83).', (_what, random) => {
    expect(problemsWith({ random })).toEqual([notRandom]);
  });

  it('may be those of Node, of the platform, or any that differ.', () => {
    for (const random of [
      randomBytes,
      (length: number) => crypto.getRandomValues(new Uint8Array(length)),
      (length: number) => Uint8Array.from({ length }, (_, index) => index),
    ])
      expect(problemsWith({ random })).toEqual([]);
  });
});

describe('The registered clients', () => {
  const clientsWith = (...more: readonly Partial<ClientMetadata>[]) => ({
    clients: clientList(
      more.map((members, index) => defineClient({ ...registration, client_id: `app ${index}`, ...members })),
    ),
  });

  it('are compared with the policy: what it lacks is named, with both places (R91, R94, R118).', () => {
    expect(
      problemsWith(
        clientsWith(
          { scope: 'read admin' },
          { required_scope: 'write' },
          { required_scope: 'owner' },
          { code_challenge_methods: ['plain'] },
        ),
      ),
    ).toEqual([
      'client "app 0": scope admin is registered for the client but not declared in policy.scopes: declare it there, or remove it from scope of the client.',
      'client "app 2": required_scope owner is registered for the client but not declared in policy.scopes: declare it there, or remove it from required_scope of the client.',
      'client "app 3": code_challenge_method plain is registered for the client but not allowed by the policy: set policy.plainCodeChallenge, or remove it from code_challenge_methods of the client.',
    ]);
  });

  it('may list plain if the policy allows it, to them or to every client.', () => {
    const plain = clientsWith({ code_challenge_methods: ['plain'] });
    for (const allowing of [{ plainCodeChallenge: 'ifRegistered' }, { codeChallengeMethods: ['S256', 'plain'] }])
      expect(problemsWith({ ...plain, policy: { ...options.policy, ...allowing } })).toEqual([]);
  });

  it('of another port are compared too, if it names them.', () => {
    const { find, registered } = clientsWith({ scope: 'admin' }).clients;
    expect(problemsWith({ clients: { find, registered } })).toHaveLength(1);
    expect(problemsWith({ clients: { find } })).toEqual([]);
  });

  it.each([null, 'app', {}, [registration], [{ ...defineClient(registration) }], () => []])(
    'must be an array of clients, and not %j.',
    (registered) => {
      expect(problemsWith({ clients: { find: () => undefined, registered } })).toEqual(
        registered === null
          ? []
          : ['clients.registered must be an array of clients that defineClient or readClient made.'],
      );
    },
  );
});

describe('The pages', () => {
  it.each(['concent', 'Consent', 'error', 'signIn'])('have no %s.', (name) => {
    expect(problemsWith({ pages: { [name]: () => ({ title: 't', html: '' }) } })).toEqual([
      `pages.${name} is not a page of this server: correct its spelling.`,
    ]);
  });

  it.each(['consent', 'refusal'])('are functions, and so is %s.', (name) => {
    for (const page of ['<p>', {}, null, 7])
      expect(problemsWith({ pages: { [name]: page } })).toEqual([mustBeFunction(`pages.${name}`)]);
    expect(problemsWith({ pages: { [name]: () => ({ title: 't', html: '' }) } })).toEqual([]);
  });

  it('that are undefined are the default ones.', async () => {
    const undefinedPages: object = { pages: { consent: undefined, refusal: undefined } };
    const server = createAuthorizationServer({ ...options, ...undefinedPages });
    const reply = await server.handle({
      method: 'GET',
      target: '/oauth/authorize',
      header: () => undefined,
      body: () => ({ parsed: undefined, stream: undefined }),
      context: undefined,
    });
    expect([reply?.status, reply?.body]).toEqual([400, expect.stringContaining('client-id-present')]);
  });
});

describe('The paths', () => {
  it.each(['/token', '/token/', '/a/b/c', '/.well-known/token', '/...', '/a/..b', '/a/b.', '/~a/-_', '/A1'])(
    'may be %s.',
    (token) => {
      expect(problemsWith({ paths: { token } })).toEqual([]);
    },
  );

  it.each([
    '',
    '/',
    '//',
    '//evil.example',
    '/a//b',
    '/a//',
    '/a/./',
    '/.',
    '/..',
    '/./a',
    '/../a',
    '/a/.',
    '/a/..',
    '/a/./b',
    '/a/../b',
    '/a/:id',
    '/a/{id}',
    '/a/*',
    '/a*',
    '/a(b)?',
    '/a%20b',
    '/a%2e%2e',
    '/a\\b',
    '/a b',
    '/a\n',
    '/ä',
    '/a?b',
    '/a#b',
    'https://login.example/token',
    7,
    null,
    {},
  ])('may not be %j, which routers and browsers read in different ways.', (token) => {
    expect(problemsWith({ paths: { token } })).toEqual([notAPath('token', token)]);
  });

  it('may not be the metadata path of the issuer (RFC 8414 §3.1).', () => {
    const taken = (name: string, path: string): string =>
      `paths.${name} "${path}" is the metadata path of the issuer. Choose another path.`;
    const metadata = '/.well-known/oauth-authorization-server';
    const policy = { ...options.policy, issuer: 'https://login.example/tenant' };
    for (const name of ['authorize', 'consent', 'grants', 'token', 'jwks']) {
      expect(problemsWith({ paths: { [name]: metadata, metadata: '/elsewhere' } })).toEqual([taken(name, metadata)]);
      for (const path of [`${metadata}/tenant`, `${metadata}/tenant/`])
        expect(problemsWith({ policy, paths: { [name]: path } })).toEqual([taken(name, path)]);
      expect(problemsWith({ paths: { [name]: `${metadata}/tenant` } })).toEqual([]);
    }
    expect(problemsWith({ policy, basePath: '/tenant', paths: { metadata: `${metadata}/tenant` } })).toEqual([]);
  });

  it.each(['authorise', 'Token', 'consentDetails', 'issuerMetadata', 'toString'])('have no %s.', (name) => {
    expect(problemsWith({ paths: { [name]: '/x' } })).toEqual([
      `paths.${name} is not a path of this server: correct its spelling.`,
    ]);
  });

  it('are all named if they are invalid.', () => {
    expect(problemsWith({ paths: { grants: 'grants', metadata: '/meta data', consent: '/consent/*' } })).toEqual([
      notAPath('consent', '/consent/*'),
      notAPath('grants', 'grants'),
      notAPath('metadata', '/meta data'),
    ]);
  });

  const differ = 'paths must differ from each other. Only grantList may be the same as grants.';

  it.each(['authorize', 'consent', 'grants', 'grantList', 'token', 'metadata', 'jwks'])(
    'must differ from each other, and so must %s.',
    (name) => {
      const same = name === 'token' ? '/oauth/consent' : '/oauth/token';
      for (const path of [same, `${same}/`]) expect(problemsWith({ paths: { [name]: path } })).toEqual([differ]);
    },
  );

  it('have one more if the tokens have public keys.', () => {
    const tokens = { issue: () => ({ accessToken: 'a', expiresIn: 1 }), revoke: () => {}, jwks: () => ({ keys: [] }) };
    expect(createAuthorizationServer({ ...options, tokens }).paths).toHaveProperty('jwks', '/oauth/jwks');
    expect(createAuthorizationServer(options).paths).not.toHaveProperty('jwks');
  });

  it('may be the same for grants, which is posted to, and the list of grants, which is read.', () => {
    expect(problemsWith({ paths: { grantList: '/oauth/grants' } })).toEqual([]);
    expect(problemsWith({ paths: { grants: '/oauth_grants' } })).toEqual([]);
    expect(problemsWith({ paths: { grantList: '/oauth/grants/' } })).toEqual([differ]);
    expect(problemsWith({ paths: { grantList: '/oauth/token', grants: '/oauth/token' } })).toEqual([differ]);
  });

  it('have the list of grants, and those below it, if endpoints has it.', () => {
    const { paths } = createAuthorizationServer({ ...options, endpoints: [grantList] });
    expect(paths).toMatchObject({ grantList: '/oauth_grants', listedGrant: '/oauth_grants/*' });
  });

  it('of the list of grants must be below the path of the issuer, if endpoints has it.', () => {
    const policy = { ...options.policy, issuer: 'https://login.example/oauth' };
    expect(problemsWith({ policy })).toEqual([]);
    expect(problemsWith({ policy, endpoints: [grantList] })).toEqual([
      expect.stringContaining('but paths.grantList "/oauth_grants" is not below it.'),
    ]);
  });

  it('are those that the server answers, with two more for a hosted consent page.', () => {
    expect(createAuthorizationServer(options).paths).toEqual({
      authorize: '/oauth/authorize',
      consent: '/oauth/consent',
      token: '/oauth/token',
      metadata: '/.well-known/oauth-authorization-server',
      issuerMetadata: '/.well-known/oauth-authorization-server',
    });
    const policy = { ...options.policy, issuer: 'https://login.example/tenant/' };
    expect(createAuthorizationServer({ ...options, policy, basePath: '/tenant', consentUrl: '/ask' }).paths).toEqual({
      authorize: '/oauth/authorize',
      consent: '/oauth/consent',
      grants: '/oauth/grants',
      consentDetails: '/oauth/consent/*',
      token: '/oauth/token',
      metadata: '/.well-known/oauth-authorization-server',
      issuerMetadata: '/.well-known/oauth-authorization-server/tenant',
    });
  });
});

describe('The base path', () => {
  it.each(['/', '/auth', '/a/b', '/.x/~a_b-c'])('may be %s.', (basePath) => {
    expect(problemsWith({ basePath })).toEqual([]);
  });

  it.each([
    '',
    'auth',
    '/auth/',
    '//',
    '//evil.example',
    '/a/../b',
    '/a?b',
    '/a b',
    '/a%20b',
    '/:x',
    7,
    null,
    {},
    true,
  ])('may not be %j.', (basePath) => {
    expect(problemsWith({ basePath })).toEqual([
      `basePath ${JSON.stringify(basePath)} must be / or a path such as /auth, without a slash at its end. If there is none, leave it out.`,
    ]);
  });

  it('stands in front of the paths with which a page is compared (R13).', () => {
    const own = (url: string): string =>
      `signInUrl ${JSON.stringify(url)} is a path that this server answers itself. Set the URL of your own page.`;
    for (const url of ['/oauth/token', 'https://login.example/auth/oauth/token'])
      expect(problemsWith({ basePath: '/auth', signInUrl: url })).toEqual([own(url)]);
    for (const url of ['/auth/oauth/token', 'https://login.example/oauth/token'])
      expect(problemsWith({ basePath: '/auth', signInUrl: url })).toEqual([]);
  });
});

describe('The path of the issuer', () => {
  const problemsFor = (path: string, change: object = {}): readonly string[] =>
    problemsWith({ policy: { ...options.policy, issuer: `https://login.example${path}` }, ...change });
  const under = (prefix: string): object => ({
    paths: { authorize: `${prefix}/authorize`, consent: `${prefix}/consent`, token: `${prefix}/token` },
  });

  it.each<[string, string, object]>([
    ['is none', '', {}],
    ['is a slash', '/', {}],
    ['is none, with a base path', '', { basePath: '/auth' }],
    ['is the start of every path', '/auth', under('/auth')],
    ['is the start of every path and ends with a slash', '/auth/', under('/auth')],
    ['is the start of every path, as with the default paths', '/oauth', {}],
    ['is the base path', '/auth', { basePath: '/auth' }],
    ['is the base path and ends with a slash', '/auth/', { basePath: '/auth' }],
    ['is below the base path', '/auth/v2', { basePath: '/auth' }],
    ['is above the base path', '/a', { basePath: '/a/b' }],
    ['is the base path followed by the start of every path', '/a/b', { basePath: '/a', ...under('/b') }],
    [
      'is elsewhere, and the base path says that nothing is removed',
      '/tenant/v2.0',
      { basePath: '/', ...under('/tenant') },
    ],
  ])('agrees with the paths if it %s.', (_how, path, change) => {
    expect(problemsFor(path, change)).toEqual([]);
  });

  const behind = (issuer: string, path: string, name: string, endpoint: string): string =>
    `policy.issuer "https://login.example${issuer}" has the path ${path}, but paths.${name} "${endpoint}" is not below it. ` +
    `If a proxy or a router removes that path, set basePath to "${path}". ` +
    'If clients reach the endpoints outside of it, set basePath to "/".';

  it.each<[string, string, object, string]>([
    ['/auth', '/auth', {}, behind('/auth', '/auth', 'authorize', '/oauth/authorize')],
    ['/auth/', '/auth', {}, behind('/auth/', '/auth', 'authorize', '/oauth/authorize')],
    ['/oauth2', '/oauth2', {}, behind('/oauth2', '/oauth2', 'authorize', '/oauth/authorize')],
    [
      '/auth',
      '/auth',
      { paths: { authorize: '/auth/authorize', consent: '/auth/consent' } },
      behind('/auth', '/auth', 'token', '/oauth/token'),
    ],
  ])('%s is refused if the endpoints are not below %s and nothing says why.', (issuer, _path, change, says) => {
    expect(problemsFor(issuer, change)).toEqual([says]);
  });

  it('is refused if it does not begin with the base path, and the error names both.', () => {
    for (const basePath of ['/oauth', '/aut', '/auth/v2/v3'])
      expect(problemsFor('/auth/v2x', { basePath })).toEqual([
        `policy.issuer "https://login.example/auth/v2x" has the path /auth/v2x, which does not agree with basePath "${basePath}". ` +
          'Set basePath to the prefix that a proxy or a router removes. The path of the issuer must begin with it.',
      ]);
  });
});

describe('A SHA-256 of the platform', () => {
  it('may be any that returns base64url synchronously.', () => {
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
    expect(() => createAuthorizationServer({ ...options, sha256 })).not.toThrow();
  });

  it.each<[string, (text: string) => unknown]>([
    ['a promise', async (text) => createHash('sha256').update(text).digest('base64url')],
    ['hexadecimal', (text) => createHash('sha256').update(text).digest('hex')],
    ['base64', (text) => createHash('sha256').update(text).digest('base64').slice(0, 43)],
    ['bytes', (text) => createHash('sha256').update(text).digest()],
    ['SHA-512', (text) => createHash('sha512').update(text).digest('base64url')],
    ['nothing and throws', () => fail()],
  ])('that returns %s is rejected at startup.', (_how, sha256) => {
    expect(() => createAuthorizationServer({ ...options, ...Object({ sha256 }) })).toThrow(
      'sha256 must return the SHA-256 hash of a string as 43 base64url characters, and no promise.',
    );
  });
});

const fail = (): never => {
  throw new Error('no');
};
