import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { listen } from '../src/listen.ts';
import { readSettings } from '../src/settings.ts';
import { startApp } from './start-app.ts';

const post = (url: string, headers: Readonly<Record<string, string>>, fields: Readonly<Record<string, string>>) =>
  fetch(url, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) });

/** The status for a request with another Host header, which fetch cannot send. */
const statusFor = (url: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });

describe('The MCP server of notes', () => {
  it('leads a client without a token to its metadata, and through it to the authorization server.', async () => {
    const { url } = await startApp();
    const { status, headers } = await fetch(`${url}/mcp`, { method: 'POST' });
    expect(status).toBe(401);
    const metadataUrl = /resource_metadata="([^"]*)"/.exec(headers.get('www-authenticate') ?? '')?.[1] ?? '';
    const metadata: unknown = await (await fetch(metadataUrl)).json();
    expect(metadata).toMatchObject({ resource: `${url}/mcp`, authorization_servers: [url] });
    const server: unknown = await (await fetch(`${url}/.well-known/oauth-authorization-server`)).json();
    expect(server).toMatchObject({ issuer: url, protected_resources: [`${url}/mcp`] });
  });

  it('answers no request with the host name of another site.', async () => {
    const { url } = await startApp();
    expect(await statusFor(`${url}/mcp`, 'evil.example')).toBe(403);
    expect(await statusFor(`${url}/mcp`, new URL(url).host)).toBe(401);
  });

  it('lets clients in pages of any origin read the challenge.', async () => {
    const { url } = await startApp();
    const { headers } = await fetch(`${url}/mcp`, { method: 'POST', headers: { origin: 'https://app.example' } });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')).toContain('WWW-Authenticate');
  });

  it('signs in the users that it has, and sends them back.', async () => {
    const { url } = await startApp();
    const page = await (await fetch(`${url}/sign-in?return_to=%2Foauth%2Fauthorize%3Fa%3Db`)).text();
    expect(page).toContain('value="/oauth/authorize?a=b"');
    const signedIn = await post(`${url}/sign-in`, {}, { user: 'ada', return_to: '/oauth/authorize?a=b' });
    expect(signedIn.status).toBe(303);
    expect(signedIn.headers.get('location')).toBe('/oauth/authorize?a=b');
    expect(signedIn.headers.get('set-cookie')).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await post(`${url}/sign-in`, {}, { user: 'eve' })).status).toBe(422);
    const elsewhere = await post(`${url}/sign-in`, {}, { user: 'ada', return_to: 'https://evil.example' });
    expect(elsewhere.headers.get('location')).toBe('/');
  });

  it.each([{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])(
    'signs in nobody for another site: %j.',
    async (headers) => {
      const { url } = await startApp();
      const { status } = await post(`${url}/sign-in`, headers, { user: 'ada' });
      expect(status).toBe(403);
    },
  );

  it('tells on its start page how clients are connected.', async () => {
    const { url } = await startApp();
    const page = await (await fetch(url)).text();
    for (const client of ['Claude Code', 'VS Code', 'Codex CLI', 'Cursor', 'MCP Inspector'])
      expect(page).toContain(client);
    expect(page).toContain(`${url}/mcp`);
  });
});

describe('The settings', () => {
  it('have defaults.', () => {
    expect(readSettings({})).toEqual({ PORT: 3000, ISSUER: undefined });
    expect(readSettings({ PORT: '0', ISSUER: 'https://notes.example' })).toEqual({
      PORT: 0,
      ISSUER: 'https://notes.example',
    });
  });

  it.each([
    [{ PORT: '70000' }, 'PORT: must be a number from 0 to 65535, not "70000".'],
    [{ ISSUER: 'https://notes.example/' }, 'must be a URL without a path'],
    [{ ISSUER: 'notes' }, 'must be a URL without a path'],
  ])('are refused with the name of the variable: %j.', (variables, message) => {
    expect(() => readSettings(variables)).toThrow(message);
  });

  it('name the port if it is in use.', async () => {
    const { url, close } = await listen(0);
    await expect(listen(Number(new URL(url).port))).rejects.toThrow('PORT');
    await close();
  });
});
