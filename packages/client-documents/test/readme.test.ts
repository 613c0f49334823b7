import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listen, optionsWith } from '@codegrant/conformance/suite';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { codeBlocks } from '../../../testing/code-blocks.ts';
import { serverWith } from './snippets/oauth.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

describe('The README', () => {
  it('shows the code that the tests run.', () => {
    expect(codeBlocks(readme, 'ts')).toEqual([readFileSync(join(import.meta.dirname, 'snippets/oauth.ts'), 'utf8')]);
  });

  it('has a server that reports why there is no client.', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const handle = toNodeHandler(serverWith(optionsWith<NodeRequest>(() => undefined)));
    const { origin, close } = await listen((request, response) => handle(request, response));
    onTestFinished(close);
    const url = 'https://127.0.0.1/client.json';
    const query = new URLSearchParams({ client_id: url, redirect_uri: 'https://client.example/cb' }).toString();
    expect((await fetch(`${origin}/oauth/authorize?${query}`)).status).toBe(404);
    expect(warn.mock.calls).toEqual([[url, '127.0.0.1 is a special-use IP address (RFC 6890).']]);
    warn.mockRestore();
  });

  it('has each setting, with its default.', () => {
    for (const row of [
      '| `fetch` | `guardedFetch` |',
      '| `trust` | `ask` |',
      '| `customRedirectSchemes` | none |',
      '| `cache.minimumSeconds` | 60 |',
      '| `cache.maximumSeconds` | 86400 |',
      '| `cache.entries` | 1000 |',
      '| `pauseSeconds` | 5 |',
      '| `report` | nothing |',
    ])
      expect(readme).toContain(row);
  });
});
