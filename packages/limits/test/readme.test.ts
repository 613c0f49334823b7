import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { listen, optionsWith } from '@codegrant/conformance/suite';
import { defaultRules } from '@codegrant/limits';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import { type AuthorizationServer, clientList, defineClient, type ServerOptions } from '@codegrant/server';
import { createClient } from 'redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { codeBlocks } from '../../../testing/code-blocks.ts';
import { describeWithRedis } from '../../redis/test/engines/describe-with-redis.ts';
import { sharedServerWith } from './snippets/in-redis.ts';
import { serverWith } from './snippets/oauth.ts';
import { signIn } from './snippets/sign-in.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

/** A registered client of this name. Each test has a client of its own. */
const optionsFor = (client_id: string): ServerOptions<NodeRequest> =>
  optionsWith<NodeRequest>(() => undefined, {
    clients: clientList([
      defineClient({ client_id, client_secret: 'the-right-secret', redirect_uris: ['https://app.example/cb'] }),
    ]),
  });

const serve = async (server: AuthorizationServer<NodeRequest>): Promise<string> => {
  const handle: RequestListener = toNodeHandler(server);
  const { origin, close } = await listen((request, response) => handle(request, response));
  onTestFinished(close);
  return origin;
};

const statusOf = async (
  origin: string,
  client_id: string,
  client_secret: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> => {
  const body = new URLSearchParams({ grant_type: 'authorization_code', client_id, client_secret });
  return (await fetch(`${origin}/oauth/token`, { method: 'POST', body, headers })).status;
};

describe('The README', () => {
  it('shows the code that the tests run.', () => {
    const files = ['oauth.ts', 'in-redis.ts', 'sign-in.ts'].map((name) => join(import.meta.dirname, 'snippets', name));
    expect(codeBlocks(readme, 'ts')).toEqual(files.map((file) => readFileSync(file, 'utf8')));
  });

  it('has the default rules.', () => {
    expect(defaultRules).toEqual({
      'client-secret': { points: 10, seconds: 900 },
      register: { points: 300, seconds: 3600 },
      document: { points: 60, seconds: 60 },
      'sign-in': { points: 10, seconds: 900 },
    });
  });

  it('has a server that answers ten wrong secrets, and then neither a wrong nor the right one.', async () => {
    const origin = await serve(serverWith(optionsFor('app')));
    for (let time = 0; time < 10; time += 1) expect(await statusOf(origin, 'app', 'wrong')).toBe(401);
    expect(await statusOf(origin, 'app', 'wrong')).toBe(429);
    expect(await statusOf(origin, 'app', 'the-right-secret')).toBe(429);
  });

  it('has a sign-in that allows five attempts, and forgets them after a right password.', async () => {
    const isPassword = async (_name: string, password: string): Promise<boolean> => password === 'right';
    const attempts = async (...passwords: readonly string[]) => {
      const outcomes = [];
      for (const password of passwords) outcomes.push(await signIn('alice', password, isPassword));
      return outcomes;
    };
    expect(await attempts('x', 'x', 'x', 'x', 'right')).toEqual([
      ...Array<string>(4).fill('wrongPassword'),
      'signedIn',
    ]);
    expect(await attempts('x', 'x', 'x', 'x', 'x', 'right')).toEqual([
      ...Array<string>(5).fill('wrongPassword'),
      { waitSeconds: expect.any(Number) },
    ]);
  });
});

describeWithRedis('The README, with Redis,', ({ url }) => {
  it('has servers that share their limits, and know the caller by X-Real-IP.', async () => {
    const client = createClient({ url });
    await client.connect();
    const app = `app-${process.pid}-${Date.now()}`;
    onTestFinished(async () => {
      const keys = await client.keys(`codegrant:limit:client-secret:*:${app}`);
      await client.del(keys);
      client.destroy();
    });
    const [one, other] = [
      await serve(sharedServerWith(optionsFor(app), client)),
      await serve(sharedServerWith(optionsFor(app), client)),
    ];
    const caller = { 'x-real-ip': '2001:db8::1' };
    for (let time = 0; time < 10; time += 1)
      expect(await statusOf(time % 2 === 0 ? one : other, app, 'wrong', caller)).toBe(401);
    expect(await statusOf(one, app, 'the-right-secret', { 'x-real-ip': '2001:db8::2' })).toBe(429);
    expect(await statusOf(other, app, 'the-right-secret', { 'x-real-ip': '192.0.2.1' })).toBe(400);
    expect(await client.keys(`codegrant:limit:client-secret:*:${app}`)).toEqual([
      `codegrant:limit:client-secret:2001:db8::/64:${app}`,
    ]);
  });
});
