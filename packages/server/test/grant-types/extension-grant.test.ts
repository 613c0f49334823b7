import {
  type Client,
  clientCredentials,
  clientList,
  defineClient,
  type ExtensionGrant,
  extensionGrant,
  memoryGrants,
  TemporarilyUnavailable,
  type TokenGrant,
} from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { failuresIn, fixedNow, get, postForm, serverOptions, startServer, type TestServer } from '../test-server.ts';

const grantType = 'urn:example:grant';

const device = defineClient({ client_id: 'tv', grant_types: [grantType] });
const other = defineClient({ client_id: 'other', redirect_uris: ['https://other.example/cb'] });

const extension = (name: unknown, grant: unknown): unknown => Reflect.apply(extensionGrant, undefined, [name, grant]);

const serverWith = (grant: unknown, change: object = {}): TestServer =>
  startServer({ clients: clientList([device, other]), grantTypes: [extension(grantType, grant)], ...change });

const ask = (server: TestServer, form: Readonly<Record<string, string>> = {}) =>
  postForm(server, '/oauth/token', new URLSearchParams({ grant_type: grantType, client_id: 'tv', ...form }).toString());

const tokens = { accessToken: 'a-token', expiresIn: 60, scope: ['read'] };

describe('A grant type of the operator', () => {
  it('gets the registered client, and what the client sent (R233, R235).', async () => {
    const seen: unknown[] = [];
    const grant: ExtensionGrant = (client: Client, { get, all }) => {
      seen.push(client, get('device_code'), get('missing'), all('audience'), get('client_id'));
      return tokens;
    };
    await ask(serverWith(grant), { device_code: 'x y' });
    expect(seen).toEqual([device, 'x y', undefined, [], 'tv']);
  });

  it('may answer later, with members of the operator, and has an event without a user (R234).', async () => {
    const server = serverWith(async () => ({
      ...tokens,
      scope: ['read', 'write'],
      members: { issued_token_type: 'x' },
    }));
    const reply = await ask(server);
    expect([reply.status, JSON.parse(reply.body)]).toEqual([
      200,
      { issued_token_type: 'x', access_token: 'a-token', token_type: 'Bearer', expires_in: 60, scope: 'read write' },
    ]);
    expect(reply.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
    expect(server.events).toMatchObject([
      { kind: 'tokenIssued', grantType, scope: ['read', 'write'], clientId: 'tv', subjectHash: undefined },
    ]);
  });

  it('may reject the request, with an error and a description of the operator (R234).', async () => {
    const server = serverWith(() => ({ error: 'slow_down', description: 'Ask less often.' }));
    const reply = await ask(server);
    expect([reply.status, JSON.parse(reply.body)]).toEqual([
      400,
      { error: 'slow_down', error_description: 'Ask less often.' },
    ]);
    expect(server.events).toMatchObject([
      { kind: 'rejected', error: 'slow_down', rule: 'extension-grant-accepted', clientId: 'tv' },
    ]);
    expect(JSON.stringify(server.events)).not.toContain('Ask less often.');
  });

  it('has a description of the server if there is none.', async () => {
    const reply = await ask(serverWith(() => ({ error: 'access_denied' })));
    expect(JSON.parse(reply.body)).toEqual({
      error: 'access_denied',
      error_description: 'The request was not granted.',
    });
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a string', 'a-token'],
    ['no accessToken', { ...tokens, accessToken: undefined }],
    ['an expiresIn in milliseconds', { ...tokens, expiresIn: 1_700_000_000_000 }],
    ['no expiresIn', { ...tokens, expiresIn: undefined }],
    ['a refreshToken', { ...tokens, refreshToken: 'x' }],
    ['members of the standard', { ...tokens, members: { scope: 'x' } }],
    ['no scope', { ...tokens, scope: undefined }],
    ['an empty scope', { ...tokens, scope: [] }],
    ['a scope that is a string', { ...tokens, scope: 'read write' }],
    ['a scope with a space in a token', { ...tokens, scope: ['read write'] }],
    ['a scope with a number', { ...tokens, scope: [7] }],
    ['an empty subject', { subject: '', scope: ['read'] }],
    ['a subject that is a number', { subject: 7, scope: ['read'] }],
    ['a subject without a scope', { subject: 'alice' }],
    ['a subject with an empty scope', { subject: 'alice', scope: [] }],
    ['a scope that the policy does not have', { subject: 'alice', scope: ['read', 'admin'] }],
    [
      'a resource that the policy does not have',
      { subject: 'alice', scope: ['read'], resources: ['https://x.example'] },
    ],
    ['resources that are a string', { subject: 'alice', scope: ['read'], resources: 'https://x.example' }],
    ['an authTime in milliseconds', { subject: 'alice', scope: ['read'], authTime: 1_700_000_000_000 }],
    ['an empty error', { error: '' }],
    ['an error with a quotation mark', { error: '"x"' }],
    ['an error that is undefined', { error: undefined, ...tokens }],
    ['an error that is true', { error: true }],
    ['a description with a line break', { error: 'access_denied', description: 'a\nb' }],
    ['a description with other letters', { error: 'access_denied', description: 'é' }],
    ['an empty description', { error: 'access_denied', description: '' }],
  ])('that returns %s is a failure, and the client gets server_error (R63).', async (_what, value) => {
    const server = serverWith(() => value);
    const reply = await ask(server);
    expect([reply.status, JSON.parse(reply.body).error]).toEqual([500, 'server_error']);
    expect(failuresIn(server.events)).toEqual([
      expect.stringMatching(/^TypeError: extensionGrant\('urn:example:grant'\) /),
    ]);
  });

  it('that returns no resources is a failure if the policy has some: the token would be for every API (R63).', async () => {
    const policy = { ...serverOptions.policy, resources: { 'https://api.example': { name: 'API' } } };
    const server = serverWith(() => ({ subject: 'alice', scope: ['read'] }), { policy });
    expect((await ask(server)).status).toBe(500);
    expect(failuresIn(server.events)).toEqual([
      expect.stringContaining('must return resources as a list of resources'),
    ]);
  });

  it('that throws is a failure, and an outage is one with the status 503.', async () => {
    const throwing = serverWith(() => {
      throw new Error('no devices');
    });
    expect((await ask(throwing)).status).toBe(500);
    expect(failuresIn(throwing.events)).toEqual(['Error: no devices']);
    const unavailable = serverWith(() => Promise.reject(new TemporarilyUnavailable('no connection')));
    expect((await ask(unavailable)).status).toBe(503);
    expect(failuresIn(unavailable.events)).toEqual([
      "TemporarilyUnavailable: extensionGrant('urn:example:grant') is not available: no connection",
    ]);
  });

  it('that is late is an outage.', async () => {
    const server = serverWith(() => new Promise(() => {}), { portTimeoutMilliseconds: 1 });
    expect((await ask(server)).status).toBe(503);
  });

  it('may leave the tokens to the server, which keeps the grant of the user (R234).', async () => {
    const grants = memoryGrants(() => fixedNow);
    const granted = { subject: 'alice', scope: ['read', 'write'], authTime: 1_699_999_999 };
    const server = serverWith(() => granted, { grants, tokens: undefined });
    const reply = await ask(server);
    const { access_token, ...body } = JSON.parse(reply.body);
    expect(body).toEqual({ token_type: 'Bearer', expires_in: 600, scope: 'read write' });
    const [kept] = await grants.listGrants('alice');
    expect(kept).toMatchObject({ clientId: 'tv', scope: 'read write', authTime: 1_699_999_999 });
    const { grantId } = kept ?? {};
    const { authorizationServer } = server;
    expect(await authorizationServer.find(access_token)).toMatchObject({ ...granted, clientId: 'tv', grantId });
    await grants.revokeGrant('alice', String(grantId), fixedNow + 10_000_000);
    expect(await authorizationServer.find(access_token)).toBeUndefined();
    expect(server.events).toMatchObject([{ kind: 'tokenIssued', subjectHash: expect.any(String) }]);
  });

  it('may leave the tokens to the server for a client that acts for itself: no grant is kept (R227).', async () => {
    const server = serverWith(() => ({ subject: undefined, scope: ['read'] }), { tokens: undefined });
    const { access_token } = JSON.parse((await ask(server)).body);
    expect(await server.authorizationServer.find(access_token)).toMatchObject({ subject: undefined, clientId: 'tv' });
  });

  it('passes on its further parameters and resources to tokens.issue (R236).', async () => {
    const seen: unknown[] = [];
    const issue = (grant: TokenGrant) => {
      seen.push(grant);
      return { accessToken: 'a-token', expiresIn: 60 };
    };
    const policy = {
      ...serverOptions.policy,
      resources: { 'https://api.example': { name: 'API' } },
      tokenParameters: ['device'],
    };
    const granted = { subject: 'alice', scope: ['read'], resources: ['https://api.example'] };
    await ask(
      serverWith(() => granted, { policy, tokens: { issue, revoke: () => {} } }),
      { device: 'tv 1', other: 'x' },
    );
    expect(seen).toMatchObject([
      {
        ...granted,
        clientId: 'tv',
        parameters: { authorization: {}, token: { device: 'tv 1' } },
        expiresAt: undefined,
      },
    ]);
  });

  it('is called for no client that is not registered for it (R233).', async () => {
    const server = serverWith(() => {
      throw new Error('called');
    });
    const reply = await ask(server, { client_id: 'other' });
    expect(JSON.parse(reply.body)).toMatchObject({ error: 'unauthorized_client' });
  });

  it('is in the metadata (R233).', async () => {
    const server = serverWith(() => tokens);
    const { body } = await get(server, '/.well-known/oauth-authorization-server');
    expect(JSON.parse(body).grant_types_supported).toEqual(['authorization_code', grantType]);
    expect(server.authorizationServer.grantTypes).toEqual([grantType]);
  });
});

describe('The option grantTypes', () => {
  const problemsWith = (grantTypes: unknown, clients: readonly Client[] = []): unknown => {
    try {
      startServer({ clients: clientList(clients), grantTypes });
      return [];
    } catch (error) {
      return Reflect.get(Object(error), 'problems');
    }
  };

  it.each(['authorization_code', 'refresh_token', 'client_credentials'])(
    'cannot have a grant type of the server as one of the operator: %s.',
    (name) => {
      expect(problemsWith([extension(name, () => tokens)])).toEqual([
        `extensionGrant('${name}') is a grant type of the server itself: leave it out of grantTypes.`,
      ]);
    },
  );

  it.each(['', 'a b', 'é', 'a/b', 7, null])('cannot have %j, which is no grant type.', (name) => {
    expect(problemsWith([extension(name, () => tokens)])).toEqual([
      `extensionGrant has ${JSON.stringify(name)}, which is no grant type: a name of letters, digits and . _ -, or an absolute URI (RFC 6749 §4.5).`,
    ]);
  });

  it.each([
    'password',
    'my.grant_type-1',
    'urn:ietf:params:oauth:grant-type:device_code',
    'https://login.example/grant',
  ])('may have %s.', (name) => {
    expect(problemsWith([extension(name, () => tokens)])).toEqual([]);
  });

  it('must be a list of grant types of this package.', () => {
    for (const wrong of [null, 7, 'x', { [grantType]: () => tokens }])
      expect(problemsWith(wrong)).toEqual(['grantTypes must be a list of grant types of this package.']);
    for (const wrong of [null, 7, 'client_credentials', () => tokens, { name: grantType }])
      expect(problemsWith([clientCredentials, wrong])).toEqual([
        'grantTypes.1 is no grant type of this package. Import it from @codegrant/server.',
      ]);
  });

  it('has no grant type twice, and each has its function.', () => {
    expect(problemsWith([clientCredentials, clientCredentials])).toEqual([
      'grantTypes has client_credentials twice. Leave one of them out.',
    ]);
    expect(problemsWith([extension(grantType, 7)])).toEqual([
      "extensionGrant('urn:example:grant') must have a function.",
    ]);
  });

  it('is compared with the registered clients: a grant type that nobody has is a misspelt one (R233).', () => {
    const misspelt = defineClient({ client_id: 'tv', grant_types: ['urn:example:gant'] });
    expect(problemsWith([extension(grantType, () => tokens)], [misspelt])).toEqual([
      'client "tv": grant_types names urn:example:gant, which the option grantTypes does not have: add it there, correct its spelling, or remove it from grant_types of the client.',
    ]);
    expect(problemsWith([extension(grantType, () => tokens)], [device])).toEqual([]);
  });

  it('need not have a standard grant type that a client is registered for, except client_credentials (R226).', () => {
    const redirect_uris = ['https://app.example/cb'];
    const standard = [
      'authorization_code',
      'refresh_token',
      'implicit',
      'urn:ietf:params:oauth:grant-type:device_code',
    ];
    const app = defineClient({ client_id: 'app', redirect_uris, grant_types: standard });
    expect(problemsWith(undefined, [app])).toEqual([]);
    const service = defineClient({
      client_id: 'service',
      client_secret: 'secret',
      scope: 'read',
      grant_types: ['client_credentials'],
    });
    expect(problemsWith(undefined, [service])).toEqual([
      'client "service": grant_types names client_credentials, which the option grantTypes does not have: add it there, correct its spelling, or remove it from grant_types of the client.',
    ]);
    expect(problemsWith([clientCredentials], [service])).toEqual([]);
  });
});
