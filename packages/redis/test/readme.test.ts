import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { json } from 'node:stream/consumers';
import { describeStore, listen, optionsWith } from '@codegrant/conformance/suite';
import { nodeRedis, redisStore, type SendCommand } from '@codegrant/redis';
import { clientList } from '@codegrant/server';
import { migrate, nodeSqlite, sqlStore } from '@codegrant/sql';
import { createClient } from 'redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { codeBlocks } from '../../../testing/code-blocks.ts';
import { describeWithRedis } from './engines/describe-with-redis.ts';
import { openRedis, serverWith } from './snippets/oauth.ts';
import { overHttp } from './snippets/over-http.ts';
import { serverWithBoth } from './snippets/with-sql.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

const { clients: _, ...options } = optionsWith<undefined>(() => ({ subject: 'user-1' }));

const query = new URLSearchParams({
  response_type: 'code',
  client_id: 'web',
  redirect_uri: 'https://web.example/callback',
  scope: 'read',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
}).toString();

describe('The README', () => {
  it('shows the code that the tests run.', () => {
    const files = ['oauth.ts', 'over-http.ts', 'with-sql.ts'].map((name) =>
      join(import.meta.dirname, 'snippets', name),
    );
    expect(codeBlocks(readme, 'ts')).toEqual(files.map((file) => readFileSync(file, 'utf8')));
  });
});

describeWithRedis('The README, with Redis,', ({ url, prefix }) => {
  it('has a server whose store is Redis.', async () => {
    const client = await openRedis(url);
    onTestFinished(() => client.destroy());
    const server = serverWith({ ...options, clients: clientList([]) }, client);
    expect(server.paths.token).toBe('/oauth/token');
  });

  it('has a server that keeps codes in Redis, and the rest in a database.', async () => {
    const client = await openRedis(url);
    onTestFinished(() => client.destroy());
    const db = nodeSqlite(new DatabaseSync(':memory:'));
    migrate(db);
    const { clients, consents } = sqlStore(db).storage;
    await clients.save({ client_id: 'web', redirect_uris: ['https://web.example/callback'] });
    await consents.remember('user-1', 'web', ['read']);
    const send: SendCommand = (command) =>
      nodeRedis(client)(command.map((part) => part.replace(/^codegrant:/, prefix)));
    const { handle } = serverWithBoth(options, db, send);
    const reply = await handle({
      method: 'GET',
      target: `/oauth/authorize?${query}`,
      header: () => undefined,
      body: () => ({ parsed: undefined, stream: undefined }),
      context: undefined,
    });
    const code = new URL(reply?.headers['location'] ?? '').searchParams.get('code') ?? '';
    const codeHash = createHash('sha256').update(code).digest('base64url');
    expect(await send(['EXISTS', `codegrant:code:${codeHash}`])).toBe(1);
  });

  // As Upstash answers: the reply, or the error, in JSON.
  describeStore(
    'over HTTP',
    async () => {
      const client = createClient({ url });
      await client.connect();
      const http = await listen(async (request, response) => {
        const command = (await json(request)) as string[];
        const reply = await client.sendCommand(command).then(
          (result) => ({ result }),
          (error: unknown) => ({ error: String(error) }),
        );
        response.end(JSON.stringify(reply));
      });
      const close = async (): Promise<void> => {
        await http.close();
        client.destroy();
      };
      return { ...redisStore(overHttp(http.origin, 'a token'), { prefix }), close };
    },
    { ports: ['store', 'grants', 'accessTokens'] },
  );
});
