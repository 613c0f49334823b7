import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { describeStore } from '@codegrant/conformance/suite';
import { redisStore } from '@codegrant/redis';
import { clientList, memoryTokens } from '@codegrant/server';
import { createClient } from 'redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { codeBlocks } from '../../../testing/code-blocks.ts';
import { describeWithRedis } from './engines/describe-with-redis.ts';
import { openRedis, serverWith } from './snippets/oauth.ts';
import { overHttp } from './snippets/over-http.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

describe('The README', () => {
  it('shows the code that the tests run.', () => {
    const files = ['oauth.ts', 'over-http.ts'].map((name) => join(import.meta.dirname, 'snippets', name));
    expect(codeBlocks(readme, 'ts')).toEqual(files.map((file) => readFileSync(file, 'utf8')));
  });
});

describeWithRedis('The README, with Redis,', ({ url, prefix }) => {
  it('has a server whose store is Redis.', async () => {
    const client = await openRedis(url);
    onTestFinished(() => client.destroy());
    const server = serverWith(
      {
        policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' } } },
        clients: clientList([]),
        owner: { identify: () => undefined },
        tokens: memoryTokens(),
        consentKeys: [new Uint8Array(32).fill(1)],
      },
      client,
    );
    expect(server.paths.token).toBe('/oauth/token');
  });

  // As Upstash answers: the reply, or the error, in JSON.
  describeStore(
    'over HTTP',
    async () => {
      const client = createClient({ url });
      await client.connect();
      const http = createServer(async (request, response) => {
        const command = (await json(request)) as string[];
        const reply = await client.sendCommand(command).then(
          (result) => ({ result }),
          (error: unknown) => ({ error: String(error) }),
        );
        response.end(JSON.stringify(reply));
      });
      const origin = await new Promise<string>((resolve) => {
        http.listen(0, '127.0.0.1', () => {
          const address = http.address();
          resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
        });
      });
      const close = (): void => {
        http.closeAllConnections();
        http.close();
        client.destroy();
      };
      return { ...redisStore(overHttp(origin, 'a token'), { prefix }), close };
    },
    { ports: ['store'] },
  );
});
