import { writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { generateSigningKey } from '@codegrant/jwt';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from './listen.ts';
import { adapters, failToStart } from './start-example.ts';
import { exampleForTest } from './use-example.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';

const folder = temporaryFolder();

const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const signingKey = await generateSigningKey();

/** JWTs that are signed with what may be a key. */
const signedWith = (keys: unknown): Record<string, string> => ({
  ACCESS_TOKENS: 'jwt',
  SIGNING_KEYS: JSON.stringify(keys),
});

let occupied: Listening;
beforeAll(async () => {
  occupied = await listen(() => {});
  return occupied.close;
});

const occupiedPort = (): string => new URL(occupied.origin).port;

describe('An invalid setting stops the start with one line that names it', () => {
  it.each<[string, () => Record<string, string>]>([
    ['PORT', () => ({ PORT: 'eighty' })],
    ['PORT', () => ({ PORT: '70000' })],
    ['PORT', () => ({ PORT: occupiedPort() })],
    ['CLIENT_PORT', () => ({ CLIENT_PORT: '-1' })],
    ['CLIENT_PORT', () => ({ CLIENT_PORT: occupiedPort() })],
    ['HOST', () => ({ HOST: 'not a host' })],
    ['HOST', () => ({ HOST: '203.0.113.1' })],
    ['ISSUER', () => ({ ISSUER: 'http://login.example' })],
    ['ISSUER', () => ({ ISSUER: 'login.example' })],
    ['ISSUER', () => ({ ISSUER: 'https://login.example/#x' })],
    ['ADAPTER', () => ({ ADAPTER: 'koa' })],
    ['STORE', () => ({ STORE: 'floppy' })],
    ['STORE', () => ({ STORE: 'mysql://localhost/db' })],
    ['STORE', () => ({ STORE: 'sqlite:' })],
    ['STORE', () => ({ STORE: 'sqlite::memory:' })],
    ['STORE', () => ({ STORE: 'sqlite://codegrant.db' })],
    ['STORE', () => ({ STORE: `sqlite:${join(folder, 'missing', 'codegrant.db')}` })],
    [
      'STORE',
      () => ({ STORE: `sqlite:${file('text.db', 'This is a text, and no database of SQLite. '.repeat(100))}` }),
    ],
    ['STORE', () => ({ STORE: 'redis:localhost' })],
    ['STORE', () => ({ STORE: 'redis://localhost/first' })],
    ['STORE', () => ({ STORE: 'redis://127.0.0.1:1' })],
    ['STORE', () => ({ STORE: 'postgres://localhost:port/db' })],
    ['STORE', () => ({ STORE: 'postgresql://127.0.0.1:1/db' })],
    ['CONSENT_KEY', () => ({ CONSENT_KEY: 'secret' })],
    ['CONSENT_KEY', () => ({ CONSENT_KEY: 'not base64url, but long enough for a key' })],
    ['CONSENT_KEY', () => ({ CONSENT_KEY: `${'k'.repeat(43)},short` })],
    ['ACCESS_TOKENS', () => ({ ACCESS_TOKENS: 'JWT' })],
    ['SIGNING_KEYS', () => ({ SIGNING_KEYS: JSON.stringify(signingKey) })],
    ['SIGNING_KEYS', () => signedWith('a secret')],
    ['SIGNING_KEYS', () => signedWith(null)],
    ['SIGNING_KEYS', () => signedWith([])],
    ['SIGNING_KEYS', () => signedWith({ keys: [signingKey] })],
    ['SIGNING_KEYS', () => signedWith({ ...signingKey, alg: 256 })],
    ['SIGNING_KEYS', () => signedWith({ ...signingKey, alg: 'HS256' })],
    ['SIGNING_KEYS', () => signedWith({ ...signingKey, d: undefined })],
    ['SIGNING_KEYS', () => signedWith({ ...signingKey, d: 'AAAA' })],
    ['SIGNING_KEYS', () => signedWith([signingKey, signingKey])],
    ['CONSENT', () => ({ CONSENT: 'implied' })],
    ['CONSENT', () => ({ CONSENT: 'Hosted' })],
    ['CONSENT', () => ({ CONSENT: 'https://login.example/consent' })],
    ['REMEMBER_CONSENT', () => ({ REMEMBER_CONSENT: 'yes' })],
    ['CLIENTS', () => ({ CLIENTS: join(folder, 'missing.json') })],
    ['CLIENTS', () => ({ CLIENTS: file('broken.json', '[{') })],
    ['CLIENTS', () => ({ CLIENTS: file('object.json', '{}') })],
    ['CLIENTS', () => ({ CLIENTS: file('http.json', '[{"client_id":"x","redirect_uris":["http://x.example/cb"]}]') })],
    [
      'CLIENTS',
      () => ({ CLIENTS: file('twice.json', '[{"client_id":"demo-cli","redirect_uris":["https://x.example/cb"]}]') }),
    ],
  ])('%s (%#)', async (setting, settings) => {
    const { exitCode, stderr } = await failToStart(settings());
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(new RegExp(`^${setting}\\b`));
    expect(exitCode).toBe(1);
  });

  it.each([
    'redis://:a-password@127.0.0.1:1',
    'redis://:a-password@localhost/first',
    'postgres://user:a-password@127.0.0.1:1/db',
    'postgres://user:a-password@127.0.0.1:port/db',
    'postgress://user:a-password@127.0.0.1/db',
  ])('and tells no password: STORE=%s.', async (STORE) => {
    const { exitCode, stderr } = await failToStart({ STORE });
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^STORE: /)]);
    expect(stderr).not.toContain('a-password');
  });

  it.each([
    ['that is not JSON', (key: string) => key.replace('"d":"', '"d":')],
    ['without a type', (key: string) => key.replace('kty', 'type')],
    ['with an unknown algorithm', (key: string) => key.replace('ES256', 'ES999')],
    ['of another curve', (key: string) => key.replace('P-256', 'P-384')],
    ['that cannot be imported', (key: string) => key.replace(/"x":".../, '"x":"AAA')],
  ])('and tells nothing of a signing key %s.', async (_what, broken) => {
    const { exitCode, stderr } = await failToStart({
      ACCESS_TOKENS: 'jwt',
      SIGNING_KEYS: broken(JSON.stringify(signingKey)),
    });
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^SIGNING_KEYS\b/)]);
    for (const secret of [String(signingKey.d), String(signingKey.x)]) expect(stderr).not.toContain(secret.slice(0, 8));
  });

  it('and says which Node has node:sqlite, if this one has none.', async () => {
    const { exitCode, stderr } = await failToStart({ STORE: 'sqlite:x.db' }, ['--no-experimental-sqlite']);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('Use Node 22.13 or newer')]);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^STORE: /);
  });

  const client = { client_id: 'x', redirect_uris: ['https://x.example/cb'] };

  it.each<[string, object, string]>([
    ['a misspelt member', { scopes: 'read' }, 'CLIENTS: client 0: scopes is not a known member: correct its spelling,'],
    [
      'a scope that the policy lacks',
      { scope: 'read owner' },
      'client "x": scope owner is registered for the client but',
    ],
    [
      'a required scope that it lacks',
      { required_scope: 'owner' },
      'client "x": required_scope owner is registered for',
    ],
  ])('if a client of CLIENTS has %s: the line names the client and the value.', async (_what, members, says) => {
    const { exitCode, stderr } = await failToStart({
      CLIENTS: file('x.json', JSON.stringify([{ ...client, ...members }])),
    });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(says);
    expect(exitCode).toBe(1);
  });

  it('but not if a client has the scope admin, which the contract of the endpoint uses as its example.', async () => {
    const { serverUrl } = await exampleForTest({
      CLIENTS: file('admin.json', JSON.stringify([{ ...client, scope: 'admin' }])),
    });
    const challenge = 'code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';
    const query = `response_type=code&client_id=x&redirect_uri=https%3A%2F%2Fx.example%2Fcb&scope=admin&${challenge}`;
    const response = await fetch(`${serverUrl}/oauth/authorize?${query}`, { redirect: 'manual' });
    expect(response.headers.get('location')).toMatch(/^\/sign-in\?/);
  });
});

/** Sends the sign-in form. */
const signIn = (
  serverUrl: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(`${serverUrl}/sign-in`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form), headers });

describe('The settings', () => {
  it('by default keep both URLs on loopback, with the client on another origin', async () => {
    const { serverUrl, clientUrl, lines } = await exampleForTest();
    expect(serverUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(clientUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(clientUrl).not.toBe(serverUrl);
    expect(lines).toEqual([`Demo client: ${clientUrl}`, `Authorization server: ${serverUrl}`]);
  });

  it('HOST sets the host that the example listens on', async () => {
    const { serverUrl, clientUrl } = await exampleForTest({ HOST: 'localhost' });
    expect([serverUrl, clientUrl].map((url) => new URL(url).hostname)).toEqual(['localhost', 'localhost']);
    expect((await fetch(`${serverUrl}/oauth/authorize`)).status).toBe(400);
  });

  it('HOST can be every address of the machine', async () => {
    const { serverUrl } = await exampleForTest({ HOST: '0.0.0.0' });
    expect((await fetch(`${serverUrl}/oauth/authorize`)).status).toBe(400);
  });

  it.each(adapters)('ADAPTER=%s serves the endpoints and the other pages', async (ADAPTER) => {
    const { serverUrl } = await exampleForTest({ ADAPTER });
    const statusOf = async (path: string): Promise<number> => (await fetch(`${serverUrl}${path}`)).status;
    expect(await statusOf('/oauth/authorize')).toBe(400);
    expect(await statusOf('/sign-in')).toBe(200);
    expect(await statusOf('/me')).toBe(401);
    expect(await statusOf('/nowhere')).toBe(404);
    // These paths exist only with CONSENT=hosted.
    expect(await statusOf('/consent')).toBe(404);
    expect(await statusOf('/oauth/grants')).toBe(404);
  });

  it('ISSUER is sent unchanged as iss, and https makes cookies Secure (R108)', async () => {
    const { serverUrl } = await exampleForTest({ ISSUER: 'https://Login.example:443/a/' });
    const query = 'client_id=demo-cli&redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2Fcallback';
    const response = await fetch(`${serverUrl}/oauth/authorize?${query}`, { redirect: 'manual' });
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('iss')).toBe(
      'https://Login.example:443/a/',
    );
    const [cookie] = (await signIn(serverUrl, { username: 'demo', password: 'demo' })).headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });
});

/** Sends half a form to a server and closes the connection. */
const sendHalfAForm = async (serverUrl: string, path: string): Promise<void> => {
  const { hostname, port } = new URL(serverUrl);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nabc`,
  );
  // When this request is answered, the server has begun to read the form.
  await fetch(`${serverUrl}/account`, { redirect: 'manual' });
  socket.destroy();
  await once(socket, 'close');
};

describe('The process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('exits with 0 on %s', async (signal) => {
    const { stop } = await exampleForTest();
    expect(await stop(signal)).toBe(0);
  });

  it('exits with 0 after a second signal too', async () => {
    const { stop } = await exampleForTest();
    const [first, second] = await Promise.all([stop('SIGTERM'), stop('SIGINT')]);
    expect([first, second]).toEqual([0, 0]);
  });

  it.each(adapters)('keeps running after half a form, with ADAPTER=%s', async (ADAPTER) => {
    const { serverUrl, stop } = await exampleForTest({ ADAPTER });
    await sendHalfAForm(serverUrl, '/sign-in');
    expect((await fetch(`${serverUrl}/oauth/authorize`)).status).toBe(400);
    expect(await stop()).toBe(0);
  });

  it('keeps running after half a form to the demo client', async () => {
    const { clientUrl, stop } = await exampleForTest();
    await sendHalfAForm(clientUrl, '/start');
    expect((await fetch(clientUrl)).status).toBe(200);
    expect(await stop()).toBe(0);
  });

  it('completes a request that has begun before SIGTERM', async () => {
    const { serverUrl, stop } = await exampleForTest();
    const signingIn = signIn(serverUrl, { username: 'alice', password: 'alice' });
    await fetch(`${serverUrl}/account`, { redirect: 'manual' });
    const [response, exitCode] = await Promise.all([signingIn, stop()]);
    expect([response.status, exitCode]).toEqual([303, 0]);
  });
});

describe('The sign-in page', () => {
  it('ignores a return_to that leads to another site', async () => {
    const { serverUrl } = await exampleForTest();
    for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      const response = await signIn(serverUrl, { username: 'demo', password: 'demo', return_to: returnTo });
      expect(response.headers.get('location')).toBe('/account');
    }
  });

  it('does not reveal whether a user exists, and rejects forms from another site', async () => {
    const { serverUrl } = await exampleForTest();
    const [wrong, unknown] = await Promise.all([
      signIn(serverUrl, { username: 'demo', password: 'wrong' }),
      signIn(serverUrl, { username: 'unknown', password: 'wrong' }),
    ]);
    expect([wrong.status, (await wrong.text()).replace('demo', 'unknown')]).toEqual([
      unknown.status,
      await unknown.text(),
    ]);
    const demo = { username: 'demo', password: 'demo' };
    const crossSite = await signIn(serverUrl, demo, { 'sec-fetch-site': 'cross-site' });
    expect(crossSite.status).toBe(403);
    expect(crossSite.headers.getSetCookie()).toEqual([]);
  });
});
