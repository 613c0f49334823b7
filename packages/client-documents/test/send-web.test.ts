import { afterEach, describe, expect, it, vi } from 'vitest';
import { send, sendProblems } from '../src/send-web.ts';

const limits = { maximumBytes: 5120, type: 'application/json' };

afterEach(() => vi.unstubAllGlobals());

// R354.
describe('On a runtime without the modules of Node,', () => {
  it.each([
    undefined,
    null,
    {},
    { compatibilityFlags: null },
    { compatibilityFlags: {} },
    { compatibilityFlags: { global_fetch_strictly_public: false } },
    { compatibilityFlags: { global_fetch_strictly_public: 'true' } },
  ])('nothing is fetched if the runtime may reach the inside: %j.', async (Cloudflare) => {
    const asked = vi.fn();
    vi.stubGlobal('Cloudflare', Cloudflare);
    vi.stubGlobal('fetch', asked);
    expect(sendProblems()).toEqual([expect.stringContaining('global_fetch_strictly_public')]);
    await expect(send('https://client.example/client.json', limits)).rejects.toThrow('fetch is missing');
    expect(asked).not.toHaveBeenCalled();
  });

  it('documents are fetched with the compatibility flag, and not from the inside.', async () => {
    const asked = vi.fn(async () => new Response('{}', { headers: { 'content-type': 'application/json' } }));
    vi.stubGlobal('Cloudflare', { compatibilityFlags: { global_fetch_strictly_public: true } });
    vi.stubGlobal('fetch', asked);
    expect(sendProblems()).toEqual([]);
    expect(await send('https://client.example/client.json', limits)).toMatchObject({ status: 200 });
    await expect(send('https://10.0.0.1/client.json', limits)).rejects.toMatchObject({ name: 'FetchRefused' });
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
