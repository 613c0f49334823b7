import { execFileSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { get, listen, post, send, type WireResponse } from '@codegrant/conformance/suite';
import { type NodeRequest, publishEvents, toNodeHandler } from '@codegrant/node';
import { clientList, createAuthorizationServer, defineClient, memoryTokens, type Owner } from '@codegrant/server';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';

const consentKey = new Uint8Array(32).fill(1);
const verifier = 'a-verifier-that-is-long-enough-to-be-one-43-of-them';
const challenge = createHash('sha256').update(verifier).digest('base64url');

/** Made by another implementation than the server's own. */
const nameOfOwner = createHmac('sha256', consentKey).update('codegrant subject 1.user-1').digest('base64url');

/** The cookie tells who is signed in; there is one that no session can be read from. */
const identify = ({ headers: { cookie } }: NodeRequest): Owner | undefined => {
  if (cookie === 'broken') throw new Error('the sessions are down');
  return cookie === undefined ? undefined : { subject: 'user-1' };
};

const createServer = () =>
  createAuthorizationServer<NodeRequest>({
    policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' } }, defaultScope: ['read'] },
    clients: clientList([defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] })]),
    owner: { identify },
    tokens: memoryTokens(),
    consentKeys: [consentKey],
    report: publishEvents,
    now: () => 1_700_000_000,
  });

let origin: string;
beforeEach(async () => {
  const server = await listen(toNodeHandler(createServer()));
  origin = server.origin;
  return server.close;
});

/** What the channel carries until the test ends. */
const hear = (): readonly unknown[] => {
  const heard: unknown[] = [];
  const listener = (message: unknown): void => void heard.push(message);
  subscribe('codegrant:event', listener);
  onTestFinished(() => void unsubscribe('codegrant:event', listener));
  return heard;
};

const formOf = (values: Readonly<Record<string, string>>): string => new URLSearchParams(values).toString();

const query = (changes: Readonly<Record<string, string>> = {}): string =>
  `/oauth/authorize?${formOf({
    response_type: 'code',
    client_id: 'app',
    redirect_uri: 'https://app.example/cb',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  })}`;

const authorize = (cookie: string, target = query()): Promise<WireResponse> =>
  send(origin, { ...get(target), headers: { cookie } });

/** Asks as a signed-in owner, and allows. */
const codeOfOwner = async (): Promise<string> => {
  const question = await authorize('user-1');
  const token = /name="consent_token" value="([^"]*)"/.exec(question.body)?.[1] ?? '';
  const answer = await send(
    origin,
    post('/oauth/consent', formOf({ consent_token: token, decision: 'allow', scope: 'read' }), { cookie: 'user-1' }),
  );
  return new URL(answer.headers['location'] ?? '').searchParams.get('code') ?? '';
};

const redeem = (code: string): Promise<WireResponse> => {
  const form = { grant_type: 'authorization_code', client_id: 'app', redirect_uri: 'https://app.example/cb' };
  return send(origin, post('/oauth/token', formOf({ ...form, code, code_verifier: verifier })));
};

/** An event with what every event has. */
const event = (endpoint: string, members: object, clientId?: string, subjectHash?: string): object => ({
  endpoint,
  clientId,
  subjectHash,
  at: 1_700_000_000,
  durationMs: expect.any(Number),
  ...members,
});

describe('Over HTTP, a subscriber of codegrant:event', () => {
  it('sees a whole flow, with who it was about, when, and how long it took.', async () => {
    const heard = hear();
    await send(origin, get(query()));
    const code = await codeOfOwner();
    await redeem(code);
    await redeem(code);
    const scope = ['read'];
    expect(heard).toStrictEqual([
      event('authorize', { kind: 'signInRequested' }, 'app'),
      event('authorize', { kind: 'consentRequested', scope }, 'app', nameOfOwner),
      event('consent', { kind: 'granted', scope }, 'app', nameOfOwner),
      event('token', { kind: 'redeemed', scope }, 'app', nameOfOwner),
      event(
        'token',
        { kind: 'replayed', error: 'invalid_grant', rule: 'code-first-use', requirements: expect.any(Array) },
        'app',
        nameOfOwner,
      ),
    ]);
  });

  it('sees what is refused and rejected, with the rule that was broken.', async () => {
    const heard = hear();
    await authorize('user-1', query({ redirect_uri: 'https://elsewhere.example/cb' }));
    await authorize('user-1', query({ client_id: 'nobody' }));
    await authorize('user-1', query({ code_challenge: 'short' }));
    const requirements = expect.any(Array);
    expect(heard).toStrictEqual([
      event('authorize', { kind: 'refused', status: 422, rule: 'redirect-uri-registered', requirements }, 'app'),
      event('authorize', { kind: 'refused', status: 404, rule: 'client-registered', requirements }),
      event('authorize', { kind: 'rejected', error: 'invalid_request', rule: 'challenge-syntax', requirements }, 'app'),
    ]);
  });

  it('sees a port that fails, with its own error, and then what the client was told of it.', async () => {
    const heard = hear();
    await authorize('broken');
    const requirements = expect.any(Array);
    expect(heard).toStrictEqual([
      event('authorize', { kind: 'failed', cause: new Error('the sessions are down') }, 'app'),
      event('authorize', { kind: 'rejected', error: 'server_error', rule: 'server-works', requirements }, 'app'),
    ]);
  });
});

it('Where nobody subscribes, requests are answered as ever, and a subscriber that comes later sees only what comes after it', async () => {
  const code = await codeOfOwner();
  const heard = hear();
  expect((await redeem(code)).status).toBe(200);
  expect(heard).toMatchObject([{ kind: 'redeemed' }]);
});

it('A subscriber that throws does not reach the one who reports: Node tells the process of it', () => {
  const program = `
    import { subscribe } from 'node:diagnostics_channel';
    import { publishEvents } from '@codegrant/node';
    process.on('uncaughtException', ({ message }) => console.log('uncaught:', message));
    subscribe('codegrant:event', () => { throw new Error('mine'); });
    publishEvents({ kind: 'signInRequested' });
    console.log('reported');
  `;
  const call = ['--conditions=@codegrant/source', '--input-type=module', '--eval', program];
  // Run where the package is known by its name.
  const printed = execFileSync(process.execPath, call, { cwd: import.meta.dirname, encoding: 'utf8' });
  expect(printed).toBe('reported\nuncaught: mine\n');
});
