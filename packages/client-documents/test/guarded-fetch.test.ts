import { describe, expect, it } from 'vitest';
import { nodeSender } from '../src/node-sender.ts';
import { certificate, startServer } from './fixtures/https-server.ts';

const limits = { maximumBytes: 5120, type: 'application/json' };

/** A fetch for which this machine is public. */
const fetchHere = (port: number) =>
  nodeSender({ addressesOf: async () => ['127.0.0.1'], isAllowed: () => true, port, ca: certificate.cert });

const json = { 'content-type': 'application/json' };

// R352.
describe('The fetch of Node', () => {
  it('sends the name of the host, and no credentials.', async () => {
    const { port, requests } = await startServer((request, response) =>
      response.writeHead(200, json).end(JSON.stringify(request.headers)),
    );
    const { status, type, bytes } = await fetchHere(port)(`https://client.example:${port}/client.json?v=1`, limits);
    expect([status, type]).toEqual([200, 'application/json']);
    expect(requests).toEqual([`GET client.example:${port} /client.json?v=1`]);
    expect(JSON.parse(new TextDecoder().decode(bytes))).toEqual({
      accept: 'application/json',
      'accept-encoding': 'identity',
      connection: 'close',
      host: `client.example:${port}`,
    });
  });

  it('verifies the certificate for the name, not for the address.', async () => {
    const { port, requests } = await startServer((_request, response) => response.writeHead(200, json).end('{}'));
    await expect(fetchHere(port)(`https://unknown.example:${port}/`, limits)).rejects.toThrow('unknown.example');
    expect(requests).toEqual([]);
  });
});
