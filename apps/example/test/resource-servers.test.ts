import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { start } from './documents.ts';
import { freeOrigin } from './free-origin.ts';
import { locationOf } from './location-of.ts';
import { authorizationUrl, redeem, tokenRequest } from './registered-client.ts';

// Each of the servers is a process of its own: the authorization server, and the API of the README.

const mail = 'https://mail.example/api';
const files = 'https://files.example/api';
const redirect_uri = 'https://app.example/cb';
const MAIL_API_SECRET = randomBytes(32).toString('base64url');

interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

/** Gets tokens for these resources, with the scopes of both. */
const tokensFor = async (login: string, ...resources: readonly string[]): Promise<Tokens> => {
  const scope = resources.map((uri) => (uri === mail ? 'mail.read' : 'files.read')).join(' ');
  const url = new URL(authorizationUrl(login, 'app', { redirect_uri, scope }));
  for (const uri of resources) url.searchParams.append('resource', uri);
  const code = new URL(locationOf(await fetch(url, { redirect: 'manual' }))).searchParams.get('code') ?? '';
  const { body } = await redeem(login, tokenRequest('app', code, redirect_uri));
  return { access: body['access_token'] ?? '', refresh: body['refresh_token'] ?? '' };
};

/** Gets another access token, for one of the resources. */
const refreshFor = async (login: string, refresh_token: string, resource: string): Promise<string> => {
  const { body } = await redeem(login, { grant_type: 'refresh_token', client_id: 'app', refresh_token, resource });
  return body['access_token'] ?? '';
};

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const answerOf = async (response: Response): Promise<Answer> => ({
  status: response.status,
  body: await response.json(),
});

const post = async (url: string, form: Readonly<Record<string, string>>): Promise<Answer> =>
  answerOf(await fetch(url, { method: 'POST', body: new URLSearchParams(form) }));

const secrets = { 'mail-api': MAIL_API_SECRET, 'files-api': 'the secret of the files API' };

const introspect = async (login: string, token: string, client_id: keyof typeof secrets): Promise<unknown> =>
  (await post(`${login}/oauth/introspect`, { token, client_id, client_secret: secrets[client_id] })).body;

const readMessages = async (api: string, token: string): Promise<Answer> =>
  answerOf(await fetch(`${api}/api/messages`, { headers: { authorization: `Bearer ${token}` } }));

const startLogin = (): Promise<string> => start('../login-with-resources.ts', { MAIL_API_SECRET });

const startBoth = async (): Promise<{ readonly login: string; readonly api: string }> => {
  const login = await startLogin();
  return { login, api: await start('protect.ts', { ISSUER: login, MAIL_API_SECRET }) };
};

describe('An API in a process of its own', () => {
  it('accepts the access tokens that are for it, and no others (R255).', async () => {
    const { login, api } = await startBoth();
    const both = await tokensFor(login, mail, files);
    const ofMail = await tokensFor(login, mail);
    const ofFiles = await tokensFor(login, files);
    const narrowed = await refreshFor(login, both.refresh, files);
    for (const token of [both.access, ofMail.access])
      expect(await readMessages(api, token)).toEqual({ status: 200, body: { messagesOf: '17' } });
    for (const token of [ofFiles.access, narrowed, ofMail.refresh, 'unknown'])
      expect(await readMessages(api, token)).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
  });

  it('refuses an access token as soon as its client revokes it, or its refresh token.', async () => {
    const { login, api } = await startBoth();
    const [first, second] = [await tokensFor(login, mail), await tokensFor(login, mail)];
    for (const token of [first.access, second.refresh])
      expect(await post(`${login}/oauth/revoke`, { token, client_id: 'app' })).toMatchObject({ status: 200 });
    for (const { access } of [first, second]) expect(await readMessages(api, access)).toMatchObject({ status: 401 });
  });

  it('answers 503 while the authorization server cannot be reached.', async () => {
    const api = await start('protect.ts', { ISSUER: await freeOrigin(), MAIL_API_SECRET });
    expect(await readMessages(api, 'unknown')).toMatchObject({
      status: 503,
      body: { error: 'temporarily_unavailable' },
    });
  });

  it('answers 500 if the authorization server does not accept its secret.', async () => {
    const login = await startLogin();
    const api = await start('protect.ts', { ISSUER: login, MAIL_API_SECRET: 'wrong' });
    const { access } = await tokensFor(login, mail);
    expect(await readMessages(api, access)).toMatchObject({ status: 500, body: { error: 'server_error' } });
  });
});

describe('A resource server is told', () => {
  it('its own part of a token that is for several resources (R256).', async () => {
    const login = await startLogin();
    const { access } = await tokensFor(login, mail, files);
    const known = { active: true, client_id: 'app', sub: '17', iss: login };
    expect(await introspect(login, access, 'mail-api')).toMatchObject({ ...known, aud: mail, scope: 'mail.read' });
    expect(await introspect(login, access, 'files-api')).toMatchObject({ ...known, aud: files, scope: 'files.read' });
  });

  it('nothing of a token that is for another resource, and nothing of a refresh token (R255, R257).', async () => {
    const login = await startLogin();
    const { access, refresh } = await tokensFor(login, files);
    expect(await introspect(login, access, 'files-api')).toMatchObject({ active: true });
    expect(await introspect(login, access, 'mail-api')).toEqual({ active: false });
    for (const asker of ['mail-api', 'files-api'] as const)
      expect(await introspect(login, refresh, asker)).toEqual({ active: false });
  });
});
