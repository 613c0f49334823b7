import {
  type Client,
  clientList,
  createAuthorizationServer,
  defineClient,
  InvalidSettings,
  memoryStore,
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

  it('a client that was not checked', () => {
    const unchecked: object = { client_id: 'app', redirect_uris: ['https://app.example/cb'] };
    expect(() => clientList([unchecked as Client])).toThrow(
      'clientList takes clients that defineClient or readClient made.',
    );
  });

  it('a client that is registered twice', () => {
    const client = defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] });
    expect(() => clientList([client, client])).toThrow('client_id app is registered twice');
  });
});

/** What is wrong with options that no compiler has seen. */
const problemsOf = (change: object): readonly string[] => {
  try {
    createAuthorizationServer({ ...options, ...change });
    return [];
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    return error.problems;
  }
};

const notAnOption = (name: string): string => `${name} is not an option: look for a misspelling.`;
const mustBeFunction = (method: string): string => `${method} must be a function.`;

describe('An option that nobody knows', () => {
  it.each(['consentURL', 'signinUrl', 'clock', 'issuer', 'Policy', 'toString'])('as %s is named.', (name) => {
    expect(problemsOf({ [name]: '/x' })).toEqual([notAnOption(name)]);
  });

  it('is named with all that is wrong besides.', () => {
    expect(problemsOf({ consentURL: '/ask', keys: [], tokens: undefined, paths: { token: 'x' } })).toEqual([
      notAnOption('consentURL'),
      notAnOption('keys'),
      mustBeFunction('tokens.issue'),
      mustBeFunction('tokens.revoke'),
      'paths.token "x" must begin with / and have no query.',
    ]);
  });

  it('is none of those that there are.', () => {
    const all: Required<ServerOptions<unknown>> = {
      ...options,
      signInUrl: '/in',
      consentUrl: '/ask',
      paths: { token: '/token' },
      store: memoryStore(),
      consents: { granted: () => [], remember: () => {} },
      pages: {},
      report: () => {},
      now: () => 0,
      random: (length) => new Uint8Array(length),
      sha256: () => new Uint8Array(32),
    };
    expect(problemsOf(all)).toEqual([]);
    const leftOut = Object.fromEntries(
      Object.keys(all).flatMap((name) => (name in options ? [] : [[name, undefined]])),
    );
    expect(problemsOf(leftOut)).toEqual([]);
  });
});

describe('A port', () => {
  it.each<[string, object, readonly string[]]>([
    ['that is missing', { clients: undefined }, ['clients.find']],
    ['that is null', { owner: null }, ['owner.identify']],
    ['that is a function itself', { owner: () => undefined }, ['owner.identify']],
    ['that is a text', { clients: 'clients' }, ['clients.find']],
    ['that can do a half', { tokens: { issue: () => undefined } }, ['tokens.revoke']],
    ['that has something else than a function', { clients: { find: new Map() } }, ['clients.find']],
    ['with a misspelt method', { owner: { identity: () => undefined } }, ['owner.identify']],
    ['that can be left out, and is not whole', { store: {} }, ['store.saveCode', 'store.takeCode', 'store.spend']],
    ['that can be left out, and is null', { consents: null }, ['consents.granted', 'consents.remember']],
  ])('%s is named by what it can not do.', (_what, change, methods) => {
    expect(problemsOf(change)).toEqual(methods.map(mustBeFunction));
  });

  it('that is a list is named as one, though a list can find.', () => {
    expect(problemsOf({ clients: [] })).toEqual(['clients.find must be a function, and clients no list.']);
  });

  it('may be an object of a class.', () => {
    class Sessions {
      identify(): undefined {}
    }
    expect(problemsOf({ owner: new Sessions() })).toEqual([]);
  });

  it('may be left out where there is one for it.', () => {
    expect(problemsOf({ store: undefined, consents: undefined })).toEqual([]);
  });
});

describe.each(['signInUrl', 'consentUrl'])('The page of the operator’s own at %s', (name) => {
  const noPage = (url: string): string =>
    `${name} ${JSON.stringify(url)} must be a path on this server, as in /sign-in, or an https URL, without a fragment.`;
  const ownPath = (url: string): string =>
    `${name} ${JSON.stringify(url)} is a path of the server itself: name a page of yours.`;

  it.each([
    '/',
    '/in',
    '/in?lang=de',
    '/oauth',
    '/oauth/ask',
    'https://id.example',
    'https://id.example/in?x=1',
    'http://[::1]:3000/in',
  ])('may be %s.', (url) => {
    expect(problemsOf({ [name]: url })).toEqual([]);
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
  ])('may not be %j, which is no page (R13).', (url) => {
    expect(problemsOf({ [name]: url })).toEqual([noPage(url)]);
  });

  it.each([
    '/oauth/authorize',
    '/oauth/authorize?x=1',
    '/oauth/consent',
    '/oauth/grants',
    '/oauth/token',
    '/.well-known/oauth-authorization-server',
  ])('may not be %s, which would lead in a circle.', (url) => {
    expect(problemsOf({ [name]: url })).toEqual([ownPath(url)]);
  });

  it('may be what a path of the server is by default, if the server has another.', () => {
    const moved = { paths: { authorize: '/authorize' } };
    expect(problemsOf({ ...moved, [name]: '/oauth/authorize' })).toEqual([]);
    expect(problemsOf({ ...moved, [name]: '/authorize' })).toEqual([ownPath('/authorize')]);
  });
});

it('The sign-in page that is meant where none is named may not be a path of the server either.', () => {
  expect(problemsOf({ paths: { authorize: '/sign-in' } })).toEqual([
    'signInUrl "/sign-in" is a path of the server itself: name a page of yours.',
  ]);
});

describe('The paths', () => {
  it.each(['authorise', 'Token', 'consentDetails', 'issuerMetadata', 'toString'])(
    'have no %s, which is looked for as a misspelling.',
    (name) => {
      expect(problemsOf({ paths: { [name]: '/x' } })).toEqual([
        `paths.${name} is no path of this server: look for a misspelling.`,
      ]);
    },
  );

  it('are named each that can be no path.', () => {
    expect(problemsOf({ paths: { grants: 'grants', metadata: '/meta data', consent: '/consent/*' } })).toEqual([
      'paths.consent "/consent/*" must begin with / and have no query.',
      'paths.grants "grants" must begin with / and have no query.',
      'paths.metadata "/meta data" must begin with / and have no query.',
    ]);
  });

  it.each(['authorize', 'consent', 'grants', 'token', 'metadata'])(
    'differ from each other: %s is no exception.',
    (name) => {
      const same = name === 'token' ? '/oauth/consent' : '/oauth/token';
      expect(problemsOf({ paths: { [name]: same } })).toEqual(['paths must differ from each other.']);
    },
  );

  it('are served under the names that they have, with those that belong to a consent page elsewhere.', () => {
    expect(createAuthorizationServer(options).paths).toEqual({
      authorize: '/oauth/authorize',
      consent: '/oauth/consent',
      token: '/oauth/token',
      metadata: '/.well-known/oauth-authorization-server',
      issuerMetadata: '/.well-known/oauth-authorization-server',
    });
    const policy = { ...options.policy, issuer: 'https://login.example/tenant/' };
    expect(createAuthorizationServer({ ...options, policy, consentUrl: '/ask' }).paths).toEqual({
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

describe('The lifetime of tokens in memory', () => {
  it.each([0, -1, 0.5, 60.5, 31_536_001, Number.NaN, Number.POSITIVE_INFINITY])('may not be %d seconds.', (seconds) => {
    expect(() => memoryTokens(seconds)).toThrow(
      new InvalidSettings('memoryTokens', ['lifetimeSeconds must be a whole number of seconds from 1 to 31536000.']),
    );
  });

  it.each([1, 3600, 31_536_000])('may be %d seconds.', async (seconds) => {
    const grant = { grantId: 'g', subject: 'user-1', clientId: 'app', scope: ['read'], authTime: undefined };
    expect((await memoryTokens(seconds).issue(grant)).expiresIn).toBe(seconds);
  });
});
