import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import {
  get,
  listen,
  optionsWith,
  post,
  request,
  send,
  tokenOn,
  type WireResponse,
  locationIn,
} from '@codegrant/conformance/suite';
import { type NodeRequest, publishEvents, toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer, type Owner } from '@codegrant/server';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';

/** The key in the options of these tests. */
const consentKey = new Uint8Array(32).fill(1);

/** The verifier of RFC 7636 appendix B. */
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

/** The `subjectHash` of the user, made with Node's own HMAC. */
const hashOfUser = createHmac('sha256', consentKey).update('codegrant subject 1.user-1').digest('base64url');

/** A request with a cookie is signed in. With the cookie `broken`, reading the session fails. */
const identify = ({ headers: { cookie } }: NodeRequest): Owner | undefined => {
  if (cookie === 'broken') throw new Error('the sessions are down');
  return cookie === undefined ? undefined : { subject: 'user-1' };
};

const createServer = () =>
  createAuthorizationServer(optionsWith(identify, { report: publishEvents, now: () => 1_700_000_000 }));

let origin: string;
beforeEach(async () => {
  const server = await listen(toNodeHandler(createServer()));
  origin = server.origin;
  return server.close;
});

/** Subscribes to the channel until the test ends. */
const subscribeToEvents = (): readonly unknown[] => {
  const events: unknown[] = [];
  const listener = (message: unknown): void => void events.push(message);
  subscribe('codegrant:event', listener);
  onTestFinished(() => void unsubscribe('codegrant:event', listener));
  return events;
};

const formOf = (values: Readonly<Record<string, string>>): string => new URLSearchParams(values).toString();

const query = (changes: Readonly<Record<string, string>> = {}): string =>
  `/oauth/authorize?${formOf({ ...Object.fromEntries(new URLSearchParams(request)), ...changes })}`;

const authorize = (cookie: string, target = query()): Promise<WireResponse> =>
  send(origin, { ...get(target), headers: { cookie } });

/** Gets a code as a signed-in user. */
const codeOfUser = async (): Promise<string> => {
  const page = await authorize('user-1');
  const answer = await send(
    origin,
    post('/oauth/consent', formOf({ consent_token: tokenOn(page.body), decision: 'allow', scope: 'read' }), {
      cookie: 'user-1',
    }),
  );
  return new URL(locationIn(answer) ?? '').searchParams.get('code') ?? '';
};

const redeem = (code: string): Promise<WireResponse> => {
  const form = { grant_type: 'authorization_code', client_id: 'app', redirect_uri: 'https://app.example/cb' };
  return send(origin, post('/oauth/token', formOf({ ...form, code, code_verifier: verifier })));
};

/** An event with the members that every event has. */
const event = (endpoint: string, members: object, clientId?: string, subjectHash?: string): object => ({
  endpoint,
  clientId,
  subjectHash,
  at: 1_700_000_000,
  durationMs: expect.any(Number),
  ...members,
});

describe('Over HTTP, a subscriber of codegrant:event', () => {
  it('gets the events of a whole flow, with client, subject, time and duration.', async () => {
    const events = subscribeToEvents();
    await send(origin, get(query()));
    const code = await codeOfUser();
    await redeem(code);
    await redeem(code);
    const scope = ['read'];
    expect(events).toStrictEqual([
      event('authorize', { kind: 'signInRequested' }, 'app'),
      event('authorize', { kind: 'consentRequested', scope }, 'app', hashOfUser),
      event('consent', { kind: 'granted', scope }, 'app', hashOfUser),
      event('token', { kind: 'redeemed', scope }, 'app', hashOfUser),
      event(
        'token',
        { kind: 'rejected', error: 'invalid_grant', rule: 'code-not-just-used', requirements: expect.any(Array) },
        'app',
        hashOfUser,
      ),
    ]);
  });

  it('gets refused and rejected requests, with the broken rule.', async () => {
    const events = subscribeToEvents();
    await authorize('user-1', query({ redirect_uri: 'https://elsewhere.example/cb' }));
    await authorize('user-1', query({ client_id: 'nobody' }));
    await authorize('user-1', query({ code_challenge: 'short' }));
    const requirements = expect.any(Array);
    expect(events).toStrictEqual([
      event('authorize', { kind: 'refused', status: 422, rule: 'redirect-uri-registered', requirements }, 'app'),
      event('authorize', { kind: 'refused', status: 404, rule: 'client-registered', requirements }),
      event('authorize', { kind: 'rejected', error: 'invalid_request', rule: 'challenge-syntax', requirements }, 'app'),
    ]);
  });

  it('gets the error of a port that fails, and then what the client was told.', async () => {
    const events = subscribeToEvents();
    await authorize('broken');
    const requirements = expect.any(Array);
    expect(events).toStrictEqual([
      event('authorize', { kind: 'failed', cause: new Error('the sessions are down') }, 'app'),
      event('authorize', { kind: 'rejected', error: 'server_error', rule: 'server-works', requirements }, 'app'),
    ]);
  });
});

it('Without subscribers requests are answered, and a later subscriber gets only later events', async () => {
  const code = await codeOfUser();
  const events = subscribeToEvents();
  expect((await redeem(code)).status).toBe(200);
  expect(events).toMatchObject([{ kind: 'redeemed' }]);
});

it('What a subscriber throws does not reach the server: Node makes it an uncaught exception', () => {
  const program = `
    import { subscribe } from 'node:diagnostics_channel';
    import { publishEvents } from '@codegrant/node';
    process.on('uncaughtException', ({ message }) => console.log('uncaught:', message));
    subscribe('codegrant:event', () => { throw new Error('mine'); });
    publishEvents({ kind: 'signInRequested' });
    console.log('reported');
  `;
  const call = ['--conditions=@codegrant/source', '--input-type=module', '--eval', program];
  // Run where the package can be imported by its name.
  const printed = execFileSync(process.execPath, call, { cwd: import.meta.dirname, encoding: 'utf8' });
  expect(printed).toBe('reported\nuncaught: mine\n');
});
