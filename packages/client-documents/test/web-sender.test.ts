import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { listen } from '@codegrant/conformance/suite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { webSender } from '../src/web-sender.ts';
import { clientAt, clientId, documentOf, json, publish } from './fixtures/network.ts';
import { specialAddresses } from './fixtures/special-addresses.ts';

const limits = { maximumBytes: 5120, type: 'application/json' };

/** A fetch whose platform leads each host to a server of this machine, as the function `fetch` of Workers leads it to the internet. */
const platform = async (publisher: RequestListener, timeLimit?: number) => {
  const requests: string[] = [];
  const { origin, close } = await listen((request, response) => {
    requests.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    request.headers.host = 'client.example';
    return publisher(request, response);
  });
  onTestFinished(close);
  const send = webSender({
    fetchUrl: (url, init) => fetch(new URL(new URL(url).pathname, origin), init),
    ...(timeLimit === undefined ? {} : { timeLimit }),
  });
  return { send, requests };
};

// R349, R350, R351.
describe('The fetch of Workers', () => {
  it('fetches a document, without credentials.', async () => {
    const { send, requests } = await platform(publish);
    expect(await clientAt(send)).toMatchObject({ client_id: clientId });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toContain('GET /client.json');
    expect(requests[0]).toContain('"accept":"application/json"');
    expect(requests[0]).not.toMatch(/cookie|authorization/i);
  });

  it.each(specialAddresses)('does not ask an address that is not public: %s, %s.', async (_name, address) => {
    const { send, requests } = await platform(publish);
    const url = `https://${address.includes(':') ? `[${address}]` : address}/client.json`;
    await expect(send(url, limits)).rejects.toMatchObject({ name: 'FetchRefused' });
    expect(await clientAt(send, url)).toBeUndefined();
    expect(requests).toEqual([]);
  });

  it.each([
    'https://localhost/a',
    'https://a.localhost/a',
    'https://intranet/a',
    'https://client.example./a',
    'https://metadata.google.internal/a',
    'https://2130706433/a',
    'https://0x7f.1/a',
    'http://client.example/a',
    'https://client.example:8443/a',
    'https://a:b@client.example/a',
  ])('does not ask %s.', async (url) => {
    const { send, requests } = await platform(publish);
    await expect(send(url, limits)).rejects.toMatchObject({ name: 'FetchRefused' });
    expect(requests).toEqual([]);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a redirect with the status %s.', async (status) => {
    const { send, requests } = await platform((_request, response) =>
      response.writeHead(status, { ...json, location: '/other.json' }).end(documentOf(clientId)),
    );
    expect(await clientAt(send)).toBeUndefined();
    expect(requests).toHaveLength(1);
  });

  it('counts the bytes of a compressed document as they are read.', async () => {
    const { send } = await platform((_request, response) =>
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(10_000_000, 0x20))),
    );
    await expect(send(clientId, limits)).rejects.toMatchObject({
      name: 'FetchRefused',
      message: 'The response has more than 5120 bytes.',
    });
  });

  it('does not read what is no JSON.', async () => {
    const { send } = await platform((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(documentOf(clientId)),
    );
    expect((await send(clientId, limits)).bytes).toHaveLength(0);
  });

  it.each<readonly [string, RequestListener]>([
    ['the head', () => undefined],
    ['the body', (_request, response) => response.writeHead(200, json).write('{')],
  ])('ends in time if %s does not come.', async (_name, publisher) => {
    const { send } = await platform(publisher, 100);
    await expect(send(clientId, limits)).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
