import {
  type AccessToken,
  type CheckedAccess,
  createAuthorizationServer,
  headerIn,
  protectedResource,
  type ServerEvent,
} from '@codegrant/server';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { requestOf, serverOptions } from '../test-server.ts';

const token: AccessToken = {
  subject: 'user-1',
  clientId: 'web',
  scope: ['read'],
  resources: [],
  grantId: undefined,
  authTime: undefined,
  issuedAt: 1_700_000_000,
  expiresAt: 1_700_000_600,
};

const { policy } = serverOptions;
const { issuer } = policy;

const mailServer = createAuthorizationServer({
  ...serverOptions,
  policy: { ...policy, resources: { 'https://mail.example/mcp': { name: 'Mail' } } },
});

const events: ServerEvent[] = [];

/** @param found what `tokens.find` returns, of any type: some tests return what they must not */
const accessWith = (found: unknown): Promise<CheckedAccess> => {
  events.length = 0;
  const api = protectedResource({
    tokens: Object({ find: () => found }),
    report: (event) => events.push(event),
    now: () => token.issuedAt,
  });
  return api.checkFor({ scope: ['read'] })('Bearer x');
};

const problemsOf = (options: object): string => {
  try {
    protectedResource(Object({ tokens: { find: () => undefined }, ...options }));
    return '';
  } catch (error) {
    return String(error);
  }
};

describe('A check of access tokens', () => {
  it('returns what the token was issued for, and the token as it was sent.', async () => {
    expect(await accessWith(token)).toEqual({ kind: 'authorized', token, accessToken: 'x' });
    expect(events).toEqual([]);
  });

  it.each([null, undefined])('refuses a token for which tokens.find returns %s.', async (found) => {
    expect(await accessWith(found)).toMatchObject({ kind: 'refused', reply: { status: 401 } });
  });

  it('refuses a token that has expired, whatever tokens.find returns.', async () => {
    expect(await accessWith({ ...token, expiresAt: token.issuedAt })).toMatchObject({ reply: { status: 401 } });
  });

  it('takes the null of a database for undefined.', async () => {
    const access = await accessWith({ ...token, subject: null, grantId: null, authTime: null });
    expect(access).toEqual({ kind: 'authorized', token: { ...token, subject: undefined }, accessToken: 'x' });
  });

  it.each<[what: string, found: unknown, says: string]>([
    ['a string', 'user-1', 'the record'],
    ['a scope that is a string', { ...token, scope: 'readonly' }, 'scope'],
    ['a scope with a space', { ...token, scope: ['read write'] }, 'scope'],
    ['a scope with a hole', { ...token, scope: Object.assign([], { 1: 'read' }) }, 'scope'],
    ['no resources', { ...token, resources: undefined }, 'resources'],
    ['resources that are a string', { ...token, resources: 'https://api.example' }, 'resources'],
    ['no clientId', { ...token, clientId: '' }, 'clientId'],
    ['an empty subject', { ...token, subject: '' }, 'subject'],
    ['a number as grantId', { ...token, grantId: 1 }, 'grantId'],
    ['an authTime in milliseconds', { ...token, authTime: 1_700_000_000_000 }, 'authTime'],
    ['an issuedAt that is a date', { ...token, issuedAt: new Date() }, 'issuedAt'],
    ['an expiresAt in milliseconds', { ...token, expiresAt: 1_700_000_600_000 }, 'expiresAt'],
  ])('answers 500 if tokens.find returns %s, and says what it must return (R282).', async (_what, found, says) => {
    expect(await accessWith(found)).toMatchObject({ kind: 'refused', reply: { status: 500 } });
    expect(events).toMatchObject([
      { kind: 'failed', cause: { message: expect.stringContaining(`return ${says} as`) } },
    ]);
  });

  it('has a copy of what tokens.find returned, so that no handler adds a scope to a token that is found again (R282).', async () => {
    const found = { ...token, scope: ['read'], resources: ['https://api.example'] };
    const access = await accessWith(found);
    found.scope.push('admin');
    found.resources.push('https://bank.example');
    expect(access).toMatchObject({ token: { scope: ['read'], resources: ['https://api.example'] } });
  });

  it('reads each list of tokens.find once, so that what was checked is what is used (R282).', async () => {
    let reads = 0;
    const scope = new Proxy(['read'], {
      get: (list, name) => {
        if (name === '0') reads += 1;
        return name === '0' && reads > 1 ? 'read admin' : Reflect.get(list, name);
      },
    });
    expect(await accessWith({ ...token, scope })).toMatchObject({ token: { scope: ['read'] } });
    expect(reads).toBe(1);
  });

  it('reports the client of a token that is not enough, and no subject.', async () => {
    await accessWith({ ...token, scope: [] });
    expect(events).toMatchObject([
      { kind: 'rejected', rule: 'access-token-scope', clientId: 'web', subjectHash: undefined },
    ]);
  });

  it('prints a failure if there is no report.', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => printed.mockRestore());
    const broken = { find: () => Promise.reject(new Error('no table')) };
    await protectedResource({ tokens: broken }).checkFor()('Bearer x');
    expect(printed).toHaveBeenCalledWith(
      'codegrant: a request to the endpoint protectedResource failed. Set report to handle it.',
      new Error('no table'),
    );
  });

  it.each<[scope: unknown, says: string]>([
    ['read', "scope must be a list of scope tokens, such as ['read']."],
    [null, "scope must be a list of scope tokens, such as ['read']."],
    [['read write'], "scope must be a list of scope tokens, such as ['read']."],
    [['read', 'raed'], 'scope names raed, which is not in scopes of the protected resource.'],
  ])('throws at startup for the scope %j.', (scope, says) => {
    const api = protectedResource({ tokens: { find: () => token }, scopes: ['read', 'write'] });
    expect(() => api.checkFor(Object({ scope }))).toThrow(says);
  });

  it.each<[what: string, required: unknown, says: string]>([
    ['a misspelt scope', { scopes: ['read'] }, 'scopes is not a member of the required access: correct its spelling.'],
    ['a list', ['read'], "The required access must be an object, such as { scope: ['read'] }."],
    ['a string', 'read', "The required access must be an object, such as { scope: ['read'] }."],
    ['null', null, "The required access must be an object, such as { scope: ['read'] }."],
  ])(
    'throws at startup for %s in place of a scope, and does not accept every token (R275).',
    (_what, required, says) => {
      const api = protectedResource({ tokens: { find: () => token } });
      // The types say so too, but JavaScript has no types.
      expect(() => Reflect.apply(api.checkFor, undefined, [required])).toThrow(says);
    },
  );

  it('needs the scope that it was made with, whatever happens to the list afterwards (R275).', async () => {
    const scope = ['admin'];
    const check = protectedResource({ tokens: { find: () => token }, now: () => token.issuedAt }).checkFor({ scope });
    scope.length = 0;
    expect(await check('Bearer x')).toMatchObject({ kind: 'refused', reply: { status: 403 } });
  });
});

describe('The options of a protected resource', () => {
  it.each<[options: object, says: string]>([
    [
      { tokens: undefined },
      'tokens must have a function find: pass the authorization server, or introspectedTokens(…).',
    ],
    [{ tokens: Object.assign([], { find: 1 }) }, 'tokens must have a function find'],
    [{ tokens: [] }, 'tokens must have a function find'],
    [{ resorce: 'https://api.example' }, 'resorce is not an option: correct its spelling.'],
    [{ resource: 'http://api.example' }, 'resource "http://api.example" must be an https URI'],
    [{ resource: 'https://api.example#mcp' }, 'without a fragment'],
    [{ resource: 'https://api.example/:id' }, 'a path of letters, digits and -._~'],
    [{ resource: 'https://api.example/a//b' }, 'each segment after one slash'],
    [{ resource: 'https://user@api.example' }, 'must be an https URI'],
    [{ resource: 'https://api.example', tokensWithoutResource: true }, "tokensWithoutResource must be 'accept'."],
    [{ tokensWithoutResource: 'accept' }, 'tokensWithoutResource says something about resource, which is not set.'],
    [{ authorizationServers: ['https://login.example'] }, 'authorizationServers says something about resource'],
    [{ resource: 'https://api.example', authorizationServers: 'https://login.example' }, 'must be a list of issuers'],
    [{ resource: 'https://api.example', authorizationServers: ['login'] }, 'must be a list of issuers'],
    [{ resource: 'https://api.example', authorizationServers: ['ftp://login.example'] }, 'must be a list of issuers'],
    [
      { resource: 'https://api.example', authorizationServers: ['https://login.example?a'] },
      'without query and fragment',
    ],
    [{ scopes: [] }, "scopes must be a list of scope tokens, such as ['read']."],
    [{ resource: 'https://api.example', name: '' }, 'name must be a non-empty string.'],
    [{ realm: 'a\nb' }, 'realm must be a non-empty string of visible ASCII characters and spaces.'],
    [{ report: 'console' }, 'report must be a function.'],
    [{ now: 1 }, 'now must be a function.'],
    [{ portTimeoutMilliseconds: 0 }, 'portTimeoutMilliseconds must be a whole number of milliseconds from 1'],
  ])('%j are refused at startup.', (options, says) => {
    expect(problemsOf(options)).toContain(says);
  });

  it.each<[options: object, says: string]>([
    [
      { resource: 'https://mail.example/mpc' },
      'resource "https://mail.example/mpc" is not in resources of the policy, so every access token would be refused. ' +
        'The policy has https://mail.example/mcp.',
    ],
    [
      { resource: 'https://mail.example/mcp', authorizationServers: [`${issuer}/`] },
      `authorizationServers must contain the issuer of tokens, exactly as in its policy: "${issuer}".`,
    ],
  ])('%j are refused, if the policy of the server that finds tokens contradicts.', (options, says) => {
    expect(problemsOf({ tokens: mailServer, ...options })).toContain(says);
    expect(problemsOf({ tokens: { find: mailServer.find }, ...options })).toBe('');
  });

  it.each([
    { resource: 'https://mail.example/mcp', authorizationServers: [issuer, 'https://other.example/'] },
    { resource: 'HTTPS://Mail.example/mcp' },
    {},
  ])('%j are accepted, if the policy of the server that finds tokens agrees.', (options) => {
    expect(problemsOf({ tokens: mailServer, ...options })).toBe('');
  });

  it.each<[resource: string, path: string]>([
    ['https://api.example', '/.well-known/oauth-protected-resource'],
    ['https://api.example/', '/.well-known/oauth-protected-resource'],
    ['http://127.0.0.1:3000/mcp', '/.well-known/oauth-protected-resource/mcp'],
    ['https://api.example/search?tenant=1', '/.well-known/oauth-protected-resource/search'],
  ])('%s has its metadata at %s (R279).', (resource, path) => {
    const api = protectedResource({ tokens: { find: () => token }, resource });
    expect(Object.values(api.paths)).toEqual([path]);
    expect(problemsOf({ resource })).toBe('');
  });

  it('with a query in the resource serve the metadata for this query only (R279).', async () => {
    const api = protectedResource({ tokens: { find: () => token }, resource: 'https://api.example/search?tenant=1' });
    const path = '/.well-known/oauth-protected-resource/search';
    const statusOf = async (target: string): Promise<number | undefined> =>
      (await api.handle(requestOf('GET', target)))?.status;
    expect(await statusOf(`${path}?tenant=1`)).toBe(200);
    expect([await statusOf(path), await statusOf(`${path}?tenant=2`)]).toEqual([undefined, undefined]);
  });

  it('without a resource serve no metadata.', async () => {
    const api = protectedResource({ tokens: { find: () => token } });
    expect(api.paths).toEqual({});
    expect(await api.handle(requestOf('GET', '/.well-known/oauth-protected-resource'))).toBeUndefined();
  });
});

describe('The Authorization header of node:http', () => {
  it.each<[what: string, rawHeaders: readonly string[], read: string]>([
    ['one header', ['Host', 'a', 'Authorization', 'Bearer a'], 'Bearer a'],
    ['two headers in any case', ['Authorization', 'Bearer a', 'AUTHORIZATION', 'Bearer b'], 'Bearer a, Bearer b'],
    ['a header with the value authorization', ['X-A', 'authorization', 'Authorization', 'Bearer a'], 'Bearer a'],
    ['no raw headers, as on platforms without sockets', [], 'Bearer a'],
  ])('is read from %s.', (_what, rawHeaders, read) => {
    expect(headerIn({ headers: { authorization: 'Bearer a' }, rawHeaders }, 'authorization')).toBe(read);
  });
});
