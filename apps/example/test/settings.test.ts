import { mkdtempSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { failToStart, startExample } from './start-example.ts';

const folder = mkdtempSync(join(tmpdir(), 'example-'));

const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const blocker = createServer();
beforeAll(
  () =>
    new Promise<void>((resolve) => {
      blocker.listen(0, '127.0.0.1', resolve);
    }),
);
afterAll(() => {
  blocker.close();
});

const blockedPort = (): string => {
  const address = blocker.address();
  return String(typeof address === 'object' ? address?.port : '');
};

describe('A wrong setting ends the start with one line that names it', () => {
  it.each<[string, () => Record<string, string>]>([
    ['PORT', () => ({ PORT: 'eighty' })],
    ['PORT', () => ({ PORT: '70000' })],
    ['PORT', () => ({ PORT: blockedPort() })],
    ['CLIENT_PORT', () => ({ CLIENT_PORT: '-1' })],
    ['CLIENT_PORT', () => ({ CLIENT_PORT: blockedPort() })],
    ['HOST', () => ({ HOST: 'not a host' })],
    ['HOST', () => ({ HOST: '203.0.113.1' })],
    ['ISSUER', () => ({ ISSUER: 'http://login.example' })],
    ['ISSUER', () => ({ ISSUER: 'login.example' })],
    ['ISSUER', () => ({ ISSUER: 'https://login.example/#x' })],
    ['ADAPTER', () => ({ ADAPTER: 'koa' })],
    ['STORE', () => ({ STORE: 'floppy' })],
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
});

/** Begins to send a form to a page of a server, and breaks off. */
const breakOff = async (serverUrl: string, path: string): Promise<void> => {
  const { hostname, port } = new URL(serverUrl);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nabc`,
  );
  // Whatever is answered now, that request has begun.
  await fetch(`${serverUrl}/account`, { redirect: 'manual' });
  socket.destroy();
  await once(socket, 'close');
};

describe('The settings do what they say', () => {
  it('by default the issuer is the server’s own address, and the client is another origin', async () => {
    const { serverUrl, clientUrl, lines, stop } = await startExample();
    onTestFinished(async () => void (await stop()));
    expect(serverUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(clientUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(clientUrl).not.toBe(serverUrl);
    expect(lines).toEqual([`Demo client: ${clientUrl}`, `Authorization server: ${serverUrl}`]);
  });

  it('HOST is what it listens on', async () => {
    const { serverUrl, clientUrl, stop } = await startExample({ HOST: 'localhost' });
    onTestFinished(async () => void (await stop()));
    expect([serverUrl, clientUrl].map((url) => new URL(url).hostname)).toEqual(['localhost', 'localhost']);
    expect((await fetch(`${serverUrl}/oauth/authorize`)).status).toBe(400);
  });

  it('HOST may be every address of the machine', async () => {
    const { serverUrl, stop } = await startExample({ HOST: '0.0.0.0' });
    onTestFinished(async () => void (await stop()));
    expect((await fetch(`${serverUrl}/oauth/authorize`)).status).toBe(400);
  });

  it.each(['fastify', 'node', 'fetch'])('ADAPTER=%s serves the endpoint and the pages around it', async (ADAPTER) => {
    const { serverUrl, stop } = await startExample({ ADAPTER });
    onTestFinished(async () => void (await stop()));
    const statusOf = async (path: string): Promise<number> => (await fetch(`${serverUrl}${path}`)).status;
    expect(await statusOf('/oauth/authorize')).toBe(400);
    expect(await statusOf('/sign-in')).toBe(200);
    expect(await statusOf('/me')).toBe(401);
    expect(await statusOf('/nowhere')).toBe(404);
    // They are there where people are asked on a page of the app's own.
    expect(await statusOf('/consent')).toBe(404);
    expect(await statusOf('/oauth/grants')).toBe(404);
  });

  it('ISSUER is sent as iss, character for character, and an https one makes cookies Secure (R108)', async () => {
    const { serverUrl, stop } = await startExample({ ISSUER: 'https://Login.example:443/a/' });
    onTestFinished(async () => void (await stop()));
    const query = 'client_id=demo-cli&redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2Fcallback';
    const response = await fetch(`${serverUrl}/oauth/authorize?${query}`, { redirect: 'manual' });
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('iss')).toBe(
      'https://Login.example:443/a/',
    );
    const signIn = {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ username: 'demo', password: 'demo' }),
    } as const;
    const [cookie] = (await fetch(`${serverUrl}/sign-in`, signIn)).headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('%s ends it with 0', async (signal) => {
    const { stop } = await startExample();
    expect(await stop(signal)).toBe(0);
  });

  it('a second signal changes nothing', async () => {
    const { stop } = await startExample();
    const [first, second] = await Promise.all([stop('SIGTERM'), stop('SIGINT')]);
    expect([first, second]).toEqual([0, 0]);
  });

  it.each(['fastify', 'node', 'fetch'])('a form that breaks off does not end it, with ADAPTER=%s', async (ADAPTER) => {
    const { serverUrl, stop } = await startExample({ ADAPTER });
    await breakOff(serverUrl, '/sign-in');
    expect((await fetch(`${serverUrl}/oauth/authorize`)).status).toBe(400);
    expect(await stop()).toBe(0);
  });

  it('nor one that is sent to the demo client', async () => {
    const { clientUrl, stop } = await startExample();
    await breakOff(clientUrl, '/start');
    expect((await fetch(clientUrl)).status).toBe(200);
    expect(await stop()).toBe(0);
  });

  it('SIGTERM lets a request that has begun come to its end', async () => {
    const { serverUrl, stop } = await startExample();
    const signingIn = fetch(`${serverUrl}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ username: 'alice', password: 'alice' }),
    });
    await fetch(`${serverUrl}/account`, { redirect: 'manual' });
    const [response, exitCode] = await Promise.all([signingIn, stop()]);
    expect([response.status, exitCode]).toEqual([303, 0]);
  });
});

describe('The sign-in page', () => {
  it('follows no way back that leads off this server', async () => {
    const { serverUrl, stop } = await startExample();
    onTestFinished(async () => void (await stop()));
    for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      const body = new URLSearchParams({ username: 'demo', password: 'demo', return_to: returnTo });
      const response = await fetch(`${serverUrl}/sign-in`, { method: 'POST', redirect: 'manual', body });
      expect(response.headers.get('location')).toBe('/account');
    }
  });

  it('tells nobody whether a user exists, and signs nobody in from another site', async () => {
    const { serverUrl, stop } = await startExample();
    onTestFinished(async () => void (await stop()));
    const attempt = (form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${serverUrl}/sign-in`, { method: 'POST', redirect: 'manual', body: new URLSearchParams(form), headers });
    const [wrong, unknown] = await Promise.all([
      attempt({ username: 'demo', password: 'wrong' }),
      attempt({ username: 'nobody', password: 'wrong' }),
    ]);
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()]);
    const crossSite = await attempt({ username: 'demo', password: 'demo' }, { 'sec-fetch-site': 'cross-site' });
    expect(crossSite.status).toBe(403);
    expect(crossSite.headers.getSetCookie()).toEqual([]);
  });
});
