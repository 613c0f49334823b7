import {
  type ClientRegistry,
  defineLimits,
  initialAccessToken,
  memoryClientRegistry,
  registration,
  type RegistrationOptions,
  type Reply,
} from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import {
  answerAsForm,
  authorize,
  challenge,
  codeIn,
  failuresIn,
  fixedNow,
  get,
  postForm,
  postJson,
  requestConsent,
  startServer,
  type TestServer,
  verifier,
} from '../test-server.ts';

const keys = [new Uint8Array(32).fill(7)];

const redirectUri = 'https://app.example/cb';

const day = 86_400;

const serverWith = (options: RegistrationOptions = { keys }, more: object = {}): TestServer =>
  startServer({ endpoints: [registration(options)], ...more });

const register = (to: TestServer, metadata: object = {}): Promise<Reply> =>
  postJson(to, '/oauth/register', JSON.stringify({ redirect_uris: [redirectUri], ...metadata }));

interface Response {
  readonly client_id: string;
  readonly client_secret?: string;
  readonly client_secret_expires_at?: number;
}

const registered = async (to: TestServer, metadata: object = {}): Promise<Response> => {
  const { status, body } = await register(to, metadata);
  expect(status, body).toBe(201);
  const response: Response = JSON.parse(body);
  return response;
};

const queryOf = (clientId: string, scope = 'read'): string =>
  new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }).toString();

const redeem = (to: TestServer, client: Response, code: string | null): Promise<Reply> =>
  postForm(
    to,
    '/oauth/token',
    new URLSearchParams({
      grant_type: 'authorization_code',
      code: code ?? '',
      redirect_uri: redirectUri,
      code_verifier: verifier,
      client_id: client.client_id,
      ...(client.client_secret === undefined ? {} : { client_secret: client.client_secret }),
    }).toString(),
  );

/** Signs in, consents and redeems the code. */
const getToken = async (to: TestServer, client: Response): Promise<Reply> =>
  redeem(
    to,
    client,
    codeIn(await answerAsForm(to, await requestConsent(to, queryOf(client.client_id)), '&scope=read')),
  );

const isKnown = async (to: TestServer, clientId: string): Promise<boolean> =>
  (await authorize(to, queryOf(clientId))).status !== 404;

describe('A client that registers itself', () => {
  it('may later request a scope that it did not register for, because the user is asked (R359).', async () => {
    const server = serverWith();
    const { client_id: clientId } = await registered(server, { scope: 'read' });
    const { body } = await authorize(server, queryOf(clientId, 'read write'));
    expect(body).toContain('name="scope" value="write"');
  });

  it('is accepted with the scope that it gets, and not with the scope that it names (R359).', async () => {
    const asked: unknown[] = [];
    const accept = ({ scope }: { readonly scope: string }) => {
      asked.push(scope);
      return { kind: 'accepted' } as const;
    };
    await registered(serverWith({ keys, accept }), { scope: 'read' });
    expect(asked).toEqual(['read write']);
  });
});

describe('A client_id that contains its registration', () => {
  it('gets tokens, and nothing is stored.', async () => {
    const server = serverWith();
    expect(await getToken(server, await registered(server))).toMatchObject({ status: 200 });
    expect(server.events[0]).toMatchObject({ kind: 'registered', endpoint: 'register' });
  });

  it('is known to every server with the keys and the issuer, and to no other (R328).', async () => {
    const { client_id: clientId } = await registered(serverWith());
    expect(await isKnown(serverWith(), clientId)).toBe(true);
    expect(await isKnown(serverWith({ keys: [new Uint8Array(32).fill(8), ...keys] }), clientId)).toBe(true);
    expect(await isKnown(serverWith({ keys: [new Uint8Array(32).fill(8)] }), clientId)).toBe(false);
    const policy = { issuer: 'https://other.example', scopes: { read: { name: 'Read' } } };
    expect(await isKnown(serverWith({ keys }, { policy }), clientId)).toBe(false);
  });

  it('does not begin with https://, as the URL of a client metadata document does (R178).', async () => {
    const { client_id: clientId } = await registered(serverWith());
    expect(clientId).toMatch(/^self1\./);
  });

  it('cannot be changed (R328).', async () => {
    const server = serverWith();
    const { client_id: clientId } = await registered(server, { client_name: 'App' });
    const [prefix = '', payload = '', signature = ''] = clientId.split('.');
    const changed = Buffer.from(payload, 'base64url').toString().replace('App', 'Bank');
    for (const forged of [
      `${prefix}.${Buffer.from(changed).toString('base64url')}.${signature}`,
      `${prefix}.${payload}.${signature.slice(0, -4)}AAAA`,
      `${prefix}.${payload}.`,
      `${prefix}..${signature}`,
      payload,
    ])
      expect(await isKnown(server, forged), forged).toBe(false);
  });

  it('is the same for the same registration on the same day, and another one on the next (R329).', async () => {
    let now = Math.floor(fixedNow / day) * day;
    const server = serverWith({ keys }, { now: () => now });
    const first = await register(server, { client_name: 'App' });
    now += day - 1;
    expect((await register(server, { client_name: 'App', contacts: ['x'] })).body).toBe(first.body);
    expect((await register(server, { client_name: 'Other' })).body).not.toBe(first.body);
    now += 1;
    expect((await register(server, { client_name: 'App' })).body).not.toBe(first.body);
  });

  it('has at most 1024 characters, also for the longest metadata (R324).', async () => {
    const longest = 'x'.repeat(720 - JSON.stringify({ client_name: '', redirect_uris: [redirectUri] }).length);
    const { client_id: clientId } = await registered(serverWith(), { client_name: longest });
    expect(clientId.length).toBeLessThanOrEqual(1024);
    expect(await isKnown(serverWith(), clientId)).toBe(true);
    expect((await register(serverWith(), { client_name: `${longest}x` })).status).toBe(400);
  });

  it('expires after lifetimeDays, and its client gets invalid_client (R328, R332).', async () => {
    let now = fixedNow;
    const server = serverWith({ keys, lifetimeDays: 1 }, { now: () => now });
    const client = await registered(server);
    now += day;
    expect(await isKnown(server, client.client_id)).toBe(true);
    now += day;
    expect(await isKnown(server, client.client_id)).toBe(false);
    const { status, body } = await redeem(server, client, 'a-code');
    expect([status, JSON.parse(body)]).toMatchObject([401, { error: 'invalid_client' }]);
  });

  it('has what the settings of now allow (R333).', async () => {
    const { client_id: clientId } = await registered(serverWith());
    const narrowed = serverWith({ keys, scope: ['read'] });
    const { status, body } = await authorize(narrowed, queryOf(clientId, 'write'));
    expect([status, body]).toEqual([400, expect.stringContaining('error=invalid_scope')]);
    expect(await isKnown(narrowed, clientId)).toBe(true);
  });
});

describe('A stored client', () => {
  const storedWith = (registry: ClientRegistry, more: object = {}, options: object = {}): TestServer =>
    serverWith({ registry, ...options }, more);

  it('gets a secret that only its answer has, and tokens for it (R330).', async () => {
    const registry = memoryClientRegistry(() => fixedNow);
    const server = storedWith(registry);
    const client = await registered(server);
    expect(client).toMatchObject({ client_secret: expect.stringMatching(/^[\w-]{43}$/), client_secret_expires_at: 0 });
    expect(JSON.stringify(await registry.readClient(client.client_id))).not.toContain(client.client_secret);
    expect(await getToken(server, client)).toMatchObject({ status: 200 });
    expect((await redeem(server, { ...client, client_secret: 'wrong' }, 'a-code')).status).toBe(401);
    expect(JSON.stringify(server.events)).not.toContain(client.client_secret);
  });

  it('expires if it never gets a token, and is kept once it does (R331, R332).', async () => {
    let now = fixedNow;
    const server = storedWith(
      memoryClientRegistry(() => now),
      { now: () => now },
      { unusedLifetimeSeconds: 600 },
    );
    const [used, unused] = [await registered(server), await registered(server)];
    await getToken(server, used);
    now += 600;
    expect(await isKnown(server, used.client_id)).toBe(true);
    expect(await isKnown(server, unused.client_id)).toBe(false);
    expect((await redeem(server, unused, 'a-code')).status).toBe(401);
    expect((await redeem(server, used, 'a-code')).status).toBe(400);
  });

  it('is unknown once it is deleted (R332).', async () => {
    const registry = memoryClientRegistry(() => fixedNow);
    const server = storedWith(registry);
    const client = await registered(server);
    expect(await registry.deleteClient(client.client_id)).toBe(true);
    expect((await redeem(server, client, 'a-code')).status).toBe(401);
  });

  it('has room only up to maxClients. Expired clients make room (R327).', async () => {
    let now = fixedNow;
    const registry = memoryClientRegistry(() => now);
    const server = storedWith(registry, { now: () => now }, { maxClients: 100 });
    for (let made = 0; made < 1000; made += 1) expect((await register(server)).status).toBe(made < 100 ? 201 : 503);
    expect((await registry.listClients({}, 0, 1)).total).toBe(100);
    now += day;
    const client = await registered(server);
    expect((await registry.listClients({}, 0, 1)).total).toBe(1);
    expect(await getToken(server, client)).toMatchObject({ status: 200 });
  });

  it('is not lost in silence: a registry that fails, or returns anything else, is a failure.', async () => {
    const registry = memoryClientRegistry(() => fixedNow);
    const wrong: readonly unknown[] = [undefined, true, 'exists'];
    for (const returned of wrong) {
      const server = startServer({
        endpoints: [registration({ registry: { ...registry, createClient: () => returned as 'created' } })],
      });
      expect((await register(server)).status).toBe(500);
      expect(failuresIn(server.events)).toEqual([expect.stringContaining('registry.createClient')]);
    }
  });
});

describe('The registration endpoint', () => {
  it('is in the metadata.', async () => {
    const { body } = await get(serverWith(), '/.well-known/oauth-authorization-server');
    expect(JSON.parse(body)).toMatchObject({ registration_endpoint: 'https://login.example/oauth/register' });
  });

  it('accepts only JSON (R317).', async () => {
    expect((await postForm(serverWith(), '/oauth/register', 'redirect_uris=x')).status).toBe(415);
    expect((await postJson(serverWith(), '/oauth/register', '{')).status).toBe(400);
    expect((await get(serverWith(), '/oauth/register')).status).toBe(405);
  });

  it('can be read by a page of any origin (R335).', async () => {
    expect((await register(serverWith())).headers['access-control-allow-origin']).toBe('*');
  });

  it('asks for a place in the limit register first (R334).', async () => {
    const asked: string[] = [];
    const take = (key: string) => {
      asked.push(key);
      return { allowed: false, retryAfterSeconds: 7 } as const;
    };
    const server = serverWith({ keys }, { limits: defineLimits({ take }) });
    const { status, headers } = await register(server);
    expect([status, headers['retry-after']]).toEqual([429, '7']);
    expect(asked).toEqual(['register']);
  });

  it('tells the first twenty problems of a member, so that no response is many times as long as its request (R318).', async () => {
    const { status, body } = await register(serverWith(), { redirect_uris: Array.from({ length: 25 }, () => 'a:b') });
    expect(status).toBe(400);
    const { redirect_uris: problems } = JSON.parse(body).invalid_fields;
    expect(problems).toHaveLength(20);
    expect(problems.at(-1)).toMatch(/^redirect_uris\.19 /);
  });

  it('lets those register who have an initial access token.', async () => {
    const server = serverWith({ keys, accept: initialAccessToken((token) => token === 'right') });
    const { status, headers } = await register(server);
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="registration"']);
  });

  it('takes no other answer of accept for a yes.', async () => {
    const wrong: readonly unknown[] = [true, undefined, { kind: 'yes' }];
    for (const answer of wrong) {
      const server = startServer({ endpoints: [registration({ keys, accept: () => answer as { kind: 'accepted' } })] });
      expect((await register(server)).status).toBe(500);
    }
  });

  it.each([
    [undefined, 'registration: needs either keys or a registry'],
    [{}, 'registration: needs either keys or a registry'],
    [{ keys: [...keys, new Uint8Array(32).fill(1)] }, 'keys of registration and consentKeys have a key in common'],
    [{ keys, registry: memoryClientRegistry() }, 'either keys or a registry'],
    [{ keys, scope: ['unknown'] }, 'scope of registration'],
    [{ keys, scope: 'read' }, 'scope of registration'],
    [{ keys, grantTypes: 'x' }, 'grantTypes of registration'],
    [{ keys, redirectUris: 'some' }, 'redirectUris of registration'],
    [{ keys, customRedirectSchemes: ['Cursor:'] }, 'customRedirectSchemes of registration'],
    [{ keys, accept: true }, 'accept of registration'],
    [{ keys, lifetimeDays: 0 }, 'lifetimeDays of registration'],
    [{ registry: {} }, 'registry of registration.find'],
    [{ registry: memoryClientRegistry(), maxClients: 0 }, 'maxClients of registration'],
    [{ registry: memoryClientRegistry(), unusedLifetimeSeconds: 1 }, 'unusedLifetimeSeconds of registration'],
    [{ keys, scopes: ['read'] }, 'scopes is not a setting of registration'],
    [{ keys: [] }, 'keys of registration'],
    [{ keys: ['secret'] }, 'keys of registration'],
  ])('refuses the settings %o at startup.', (options, problem) => {
    const start = () => startServer({ endpoints: [registration(options as unknown as RegistrationOptions)] });
    expect(start).toThrow(problem);
  });
});
