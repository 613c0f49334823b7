import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import { allowInsecureRequests, type DiscoveryRequestOptions } from 'openid-client';
import { optionsWith } from '@codegrant/conformance/suite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { codeBlocks } from '../../../testing/code-blocks.ts';
import { makeKey } from './fixtures/client.ts';
import { tokenOf } from './snippets/client.ts';
import { serverWith } from './snippets/oauth.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

describe('The README', () => {
  it('shows the code that the tests run.', () => {
    const files = ['oauth.ts', 'client.ts'].map((name) => join(import.meta.dirname, 'snippets', name));
    expect(codeBlocks(readme, 'ts')).toEqual(files.map((file) => readFileSync(file, 'utf8')));
  });

  it('has a server and a client that work together.', async () => {
    const { privateKey, jwk } = await makeKey('ES256', 'key-1');
    const http = createServer();
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    onTestFinished(() => void http.close());
    const address = http.address();
    if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
    const issuer = `http://127.0.0.1:${address.port}`;
    const options = optionsWith<NodeRequest>(() => undefined, {
      policy: { issuer, scopes: { read: { name: 'Read' } }, defaultScope: ['read'] },
    });
    http.on('request', toNodeHandler(serverWith(options, { keys: [jwk] })));
    const overHttp = { algorithm: 'oauth2', execute: [allowInsecureRequests] } satisfies DiscoveryRequestOptions;
    expect(await tokenOf(new URL(issuer), privateKey, 'key-1', overHttp)).toMatch(/./);
  });
});
