import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { hostileBodies } from './hostile-bodies.ts';
import { redirectUri } from './server-options.ts';

/** Sends requests to a server. Throws if an answer is not the one that belongs to them. */
export type Exchange = (origin: string) => Promise<void>;

const verifier = 'a-verifier-that-is-long-enough-to-be-one-43-of-them';

const request = {
  response_type: 'code',
  client_id: 'app',
  redirect_uri: redirectUri,
  state: 'xyz',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
};

const authorizeTarget = (changes: Readonly<Record<string, string>> = {}): string =>
  `/oauth/authorize?${new URLSearchParams({ ...request, ...changes }).toString()}`;

const expectStatus = async (response: Response, ...statuses: readonly number[]): Promise<string> => {
  const text = await response.text();
  if (!statuses.includes(response.status)) throw new Error(`${response.url}: ${response.status} ${text.slice(0, 200)}`);
  return text;
};

const get = (origin: string, target: string): Promise<Response> => fetch(origin + target, { redirect: 'manual' });

const post = (
  origin: string,
  target: string,
  body: string | Uint8Array<ArrayBuffer>,
  type = 'application/x-www-form-urlencoded',
): Promise<Response> =>
  fetch(origin + target, { method: 'POST', redirect: 'manual', headers: { 'content-type': type }, body });

const formOf = (parameters: Readonly<Record<string, string>>): string => new URLSearchParams(parameters).toString();

/** Asks for consent, answers, and returns the parameters that the client gets. */
const answer = async (origin: string, decision: 'allow' | 'deny'): Promise<URLSearchParams> => {
  const page = await expectStatus(await get(origin, authorizeTarget()), 200);
  const token = /name="consent_token" value="([^"]*)"/.exec(page)?.[1] ?? '';
  const response = await post(origin, '/oauth/consent', formOf({ consent_token: token, decision }));
  await expectStatus(response, 200);
  return new URL(response.headers.get('refresh')?.replace('0;url=', '') ?? '').searchParams;
};

const redeem = (origin: string, code: string, codeVerifier: string): Promise<Response> => {
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, client_id: 'app' };
  return post(origin, '/oauth/token', formOf({ ...form, code_verifier: codeVerifier }));
};

const valid: Exchange = async (origin) => {
  const code = (await answer(origin, 'allow')).get('code') ?? '';
  await expectStatus(await redeem(origin, code, verifier), 200);
  await expectStatus(await get(origin, '/.well-known/oauth-authorization-server'), 200);
};

const refused: Exchange = async (origin) => {
  if ((await answer(origin, 'deny')).get('error') !== 'access_denied') throw new Error('A denial was not passed on.');
  await expectStatus(await get(origin, authorizeTarget({ client_id: 'nobody' })), 404);
  await expectStatus(await get(origin, authorizeTarget({ redirect_uri: 'https://evil.example/' })), 422);
  await expectStatus(await get(origin, authorizeTarget({ scope: 'nope' })), 302);
  const code = (await answer(origin, 'allow')).get('code') ?? '';
  await expectStatus(await redeem(origin, code, verifier.toUpperCase()), 400);
  await expectStatus(await redeem(origin, code, verifier), 400);
};

const hostile: Exchange = async (origin) => {
  for (const body of Object.values(hostileBodies))
    for (const target of ['/oauth/token', '/oauth/consent', '/oauth/authorize'])
      await expectStatus(await post(origin, target, body), 400, 401, 413);
  await expectStatus(await post(origin, '/oauth/token', 'a'.repeat(300_000)), 413);
  await expectStatus(await post(origin, '/oauth/token', '{"a":'.repeat(10_000), 'application/json'), 415);
  await expectStatus(await post(origin, '/oauth/token', new Uint8Array(60_000).fill(0xff)), 400, 401);
  await expectStatus(await get(origin, authorizeTarget({ state: 'a'.repeat(9000) })), 414);
};

const head = 'POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n';

/** What is sent before the connection breaks. */
const beginnings: readonly string[] = [
  '',
  'POST /oauth/tok',
  `${head}Content-Length: 1000\r\n\r\ngrant_type=`,
  `${head}Content-Length: 300000\r\n\r\n${'a'.repeat(100_000)}`,
  `${head}Transfer-Encoding: chunked\r\n\r\n10\r\nhalf`,
  `${head}Transfer-Encoding: chunked\r\n\r\nno length\r\n`,
  `GET ${authorizeTarget()} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(5),
];

/** Sends the beginning, and leaves: with the end of the connection, or with a reset. */
const leaveAfter = (origin: string, beginning: string, leave: 'destroy' | 'resetAndDestroy'): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.once('close', () => resolve());
    socket.write(beginning, () => setTimeout(() => socket[leave](), 5));
  });

const brokenOff: Exchange = async (origin) => {
  for (const beginning of beginnings)
    for (const leave of ['destroy', 'resetAndDestroy'] as const) await leaveAfter(origin, beginning, leave);
};

/** The exchanges, by name. */
export const exchanges: Readonly<Record<string, Exchange>> = { valid, refused, hostile, brokenOff };
