import { createServer as createSecureServer } from 'node:tls';
import { createServer as createTcpServer } from 'node:net';
import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { certificateFor } from './fixtures/certificate.ts';
import { nodeSender } from '../src/node-sender.ts';
import { certificate, startServer } from './fixtures/https-server.ts';
import {
  clientAt,
  clientId,
  documentOf,
  expectNothingReached,
  json,
  publicAddress,
  publish,
  startNetwork,
} from './fixtures/network.ts';

const limits = { maximumBytes: 5120, type: 'application/json' };

// R171, R174, R350, R351, R352.
describe('A redirect is not followed', () => {
  const targets = {
    'an address of the inside': 'https://10.0.0.1/client.json',
    'a service of the inside': 'https://inside.example/client.json',
    'the metadata of a cloud': 'http://169.254.169.254/latest/meta-data/',
    'this machine': 'https://localhost/client.json',
    'the same document': clientId,
    'another path': '/other.json',
    'a file': 'file:///etc/passwd',
  };
  const statuses = [300, 301, 302, 303, 304, 305, 306, 307, 308];

  it.each(
    statuses.flatMap((status) => Object.entries(targets).map(([target, location]) => ({ status, target, location }))),
  )('with the status $status to $target.', async ({ status, location }) => {
    const network = await startNetwork({
      // The second look-up would lead to the inside.
      lookUps: [[publicAddress], [publicAddress], ['10.0.0.1']],
      publisher: (_request, response) => response.writeHead(status, { ...json, location }).end(documentOf(clientId)),
    });
    await expectNothingReached(network);
    expect(network.connections()).toBe(2);
    expect(network.lookedUp).toEqual(['client.example', 'client.example']);
  });

  it('in a chain.', async () => {
    const next = { '/client.json': '/two.json', '/two.json': 'https://10.0.0.1/client.json' };
    const network = await startNetwork({
      publisher: ({ url }, response) => {
        const location = Object.entries(next).find(([path]) => path === url)?.[1];
        response.writeHead(302, { ...json, location }).end();
      },
    });
    await expectNothingReached(network);
    expect(network.connectedTo).toEqual([publicAddress, publicAddress]);
  });

  it.each([
    ['Refresh', { refresh: '0; url=https://10.0.0.1/client.json' }],
    ['Content-Location', { 'content-location': 'https://10.0.0.1/client.json' }],
    ['Link', { link: '<https://10.0.0.1/client.json>; rel="canonical"' }],
    ['Alt-Svc', { 'alt-svc': 'h2="10.0.0.1:443"; ma=86400' }],
    ['Location', { location: 'https://10.0.0.1/client.json' }],
  ])('if the header %s of a document names the inside.', async (_name, headers) => {
    const network = await startNetwork({
      publisher: (_request, response) => response.writeHead(200, { ...json, ...headers }).end(documentOf(clientId)),
    });
    expect(await clientAt(network.fetch)).toBeDefined();
    expect(await clientAt(network.fetch)).toBeDefined();
    expect(network.connectedTo).toEqual([publicAddress, publicAddress]);
    expect(network.insideConnections()).toBe(0);
  });
});

/** A publisher that breaks TLS or HTTP. */
const rawPublisher = (bytes: string) =>
  createSecureServer(certificate, (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(bytes));
  });

describe('There is no client', () => {
  it.each([
    100, 199, 201, 202, 203, 204, 205, 206, 226, 400, 401, 403, 404, 407, 410, 418, 429, 451, 500, 502, 503, 504, 599,
  ])('if the status is %s.', async (status) => {
    const head = `HTTP/1.1 ${status} Status\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n`;
    const network = await startNetwork({ publisher: rawPublisher(head + documentOf(clientId)), timeLimit: 500 });
    await expectNothingReached(network);
  });

  it.each([
    ['HTML', 'text/html'],
    ['text', 'text/plain'],
    ['JavaScript', 'text/javascript'],
    ['JSON of another kind', 'text/json'],
    ['a list of types', 'text/html, application/json'],
    ['a type that only begins like JSON', 'application/jsonp'],
    ['empty', ''],
  ])('if the type is %s.', async (_name, type) => {
    const network = await startNetwork({
      publisher: (_request, response) => response.writeHead(200, { 'content-type': type }).end(documentOf(clientId)),
    });
    await expectNothingReached(network);
  });

  it('if there is no type.', async () => {
    await expectNothingReached(
      await startNetwork({ publisher: (_request, response) => response.writeHead(200).end(documentOf(clientId)) }),
    );
  });

  const long = documentOf(clientId, { client_uri: `https://client.example/${'a'.repeat(5000)}` });
  const tooLarge: Readonly<Record<string, RequestListener>> = {
    'as its Content-Length says': (_request, response) =>
      response.writeHead(200, { ...json, 'content-length': Buffer.byteLength(long) }).end(long),
    'without a Content-Length': (_request, response) => {
      response.writeHead(200, { ...json, 'transfer-encoding': 'chunked' });
      response.write(long.slice(0, 3000));
      response.end(long.slice(3000));
    },
    'as its Content-Length says, which is never sent': (_request, response) =>
      response.writeHead(200, { ...json, 'content-length': 1e12 }).write('x'.repeat(6000)),
    'in chunks without an end': (_request, response) => {
      response.writeHead(200, json);
      const more = (): void => {
        while (response.write('x'.repeat(1000)));
        response.once('drain', more);
      };
      more();
    },
    'in chunks of one byte': (_request, response) => {
      response.writeHead(200, json);
      for (const byte of long) response.write(byte);
      response.end();
    },
  };
  it.each(Object.entries(tooLarge))('if the document is too large: %s.', async (_name, publisher) => {
    expect(await expectNothingReached(await startNetwork({ publisher }))).toMatchObject({
      name: 'FetchRefused',
      message: 'The response has more than 5120 bytes.',
    });
  });

  it('if the document has one byte more than 5120. One with 5120 bytes is read.', async () => {
    const publisherOf =
      (size: number): RequestListener =>
      (_request, response) =>
        response.writeHead(200, json).end(documentOf(clientId).padEnd(size));
    expect(await clientAt((await startNetwork({ publisher: publisherOf(5120) })).fetch)).toBeDefined();
    await expectNothingReached(await startNetwork({ publisher: publisherOf(5121) }));
  });

  const bomb = Buffer.alloc(10_000_000, 0x20);
  it.each([
    ['gzip', gzipSync(bomb)],
    ['gzip', gzipSync(documentOf(clientId))],
    ['deflate', deflateSync(bomb)],
    ['br', brotliCompressSync(bomb)],
    ['gzip, gzip', gzipSync(gzipSync(documentOf(clientId)))],
    ['unknown', Buffer.from(documentOf(clientId))],
  ])('if the document is compressed, which was not asked for: %s.', async (encoding, body) => {
    const network = await startNetwork({
      publisher: (_request, response) => response.writeHead(200, { ...json, 'content-encoding': encoding }).end(body),
    });
    expect(await expectNothingReached(network)).toMatchObject({ name: 'FetchRefused' });
  });

  it.each([
    ['is no HTTP', 'client'],
    ['is nothing', ''],
    ['is HTTP/0.9', documentOf(clientId)],
    ['ends in its head', 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'],
    [
      'is shorter than its Content-Length',
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n${documentOf(clientId)}`,
    ],
    [
      'has an invalid chunk',
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n${documentOf(clientId)}`,
    ],
    [
      'has a chunk without an end',
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n${documentOf(clientId)}`,
    ],
    [
      'has two lengths',
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n${documentOf(clientId)}`,
    ],
    [
      'has a length and chunks',
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ['switches protocols', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'],
    [
      'has a head that is too large',
      `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX: ${'x'.repeat(100_000)}\r\n\r\n${documentOf(clientId)}`,
    ],
  ])('if the response %s.', async (_name, bytes) => {
    const network = await startNetwork({ publisher: rawPublisher(bytes), timeLimit: 2000 });
    expect(await expectNothingReached(network)).toBeInstanceOf(Error);
  });
});

describe('A fetch ends in time', () => {
  it('if the look-up does not end.', async () => {
    const fetch = nodeSender({ addressesOf: () => new Promise(() => undefined), timeLimit: 50 });
    await expect(fetch(clientId, limits)).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('and closes its connection.', async () => {
    const closed = vi.fn();
    const publisher = createSecureServer(certificate, (socket) => {
      socket.on('error', () => undefined);
      socket.on('close', closed);
      socket.resume();
    });
    const network = await startNetwork({ publisher, timeLimit: 150 });
    await expect(network.fetch(clientId, limits)).rejects.toThrow();
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  });

  it('if the server switches protocols.', async () => {
    const bytes = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n';
    const { fetch } = await startNetwork({ publisher: rawPublisher(bytes), timeLimit: 60_000 });
    await expect(fetch(clientId, limits)).rejects.toThrow('before there was a response');
  });

  const drip =
    (head: string, bytes: string): (() => ReturnType<typeof createSecureServer>) =>
    () =>
      createSecureServer(certificate, (socket) => {
        socket.on('error', () => undefined);
        socket.write(head);
        const timer = setInterval(() => socket.write(bytes), 5);
        socket.on('close', () => clearInterval(timer));
      });
  const slow = {
    'if the connection is accepted, and TLS does not begin': () => createTcpServer(() => undefined),
    'if TLS begins with one byte after another': () =>
      createTcpServer((socket) => {
        socket.write(Buffer.from([22, 3, 3]));
      }),
    'if there is no head': () => createSecureServer(certificate, () => undefined),
    'if the head comes slowly': drip('HTTP/1.1 200 OK\r\n', 'X: y\r\n'),
    'if there are informational responses without an end': drip('', 'HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n'),
    'if the body comes slowly': drip(
      'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n',
      ' ',
    ),
    'if the chunks come slowly': drip(
      'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
      '1\r\n \r\n',
    ),
  };
  it.each(Object.entries(slow))('%s.', async (_name, publisher) => {
    const network = await startNetwork({ publisher: publisher(), timeLimit: 150 });
    expect(await expectNothingReached(network)).toMatchObject({
      name: expect.stringMatching(/^(?:Abort|Timeout)Error$/),
    });
    expect(network.connections()).toBe(2);
  });
});

describe('The certificate of the publisher', () => {
  it.each([
    [
      'is for another host',
      async () => [certificate, certificate.cert, 'https://elsewhere.example/client.json'] as const,
    ],
    [
      'is signed by nobody that is trusted',
      async () => [await certificateFor(['client.example']), certificate.cert, clientId] as const,
    ],
    [
      'has ended',
      async () => {
        const ended = await certificateFor(['client.example'], new Date(2001, 0));
        return [ended, ended.cert, clientId] as const;
      },
    ],
    [
      'is for the address alone',
      async () => {
        const forAddress = await certificateFor([publicAddress]);
        return [forAddress, forAddress.cert, clientId] as const;
      },
    ],
  ])('is refused if it %s.', async (_name, make) => {
    const [keys, ca, url] = await make();
    const requests: string[] = [];
    const server = createSecureServer(keys, (socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (data) => requests.push(String(data)));
    });
    const network = await startNetwork({ publisher: server, ca });
    expect(await expectNothingReached(network, url)).toBeInstanceOf(Error);
    expect(network.connections()).toBe(2);
    expect(requests).toEqual([]);
  });

  it('is refused if it is not trusted, also if the environment says that none is verified.', async () => {
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const network = await startNetwork({ ca: (await certificateFor(['client.example'])).cert });
      expect(await expectNothingReached(network)).toBeInstanceOf(Error);
    } finally {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    }
  });
});

describe('A proxy of the environment', () => {
  it('is not asked, because it would look the name up itself.', async () => {
    const proxy = await startServer(publish);
    const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
    const before = names.map((name) => [name, process.env[name]] as const);
    for (const name of names)
      process.env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : `http://127.0.0.1:${proxy.port}`;
    try {
      expect(await clientAt((await startNetwork()).fetch)).toBeDefined();
      expect(proxy.connections()).toBe(0);
    } finally {
      for (const [name, value] of before)
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
    }
  });
});

describe('A fetch', () => {
  it('does not read the body of an error, and closes the connection.', async () => {
    const closed = vi.fn();
    const network = await startNetwork({
      publisher: (_request, response) => {
        response.on('close', closed);
        response.writeHead(404, json).write(documentOf(clientId));
      },
    });
    const { status, bytes } = await network.fetch(clientId, limits);
    expect([status, bytes.length]).toEqual([404, 0]);
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  });

  it('asks no other address if a response must not be read.', async () => {
    const publisher: RequestListener = (_request, response) => response.writeHead(200, json).end('x'.repeat(6000));
    const network = await startNetwork({ lookUps: [[publicAddress, publicAddress]], publisher });
    await expect(network.fetch(clientId, limits)).rejects.toMatchObject({ name: 'FetchRefused' });
    expect(network.connectedTo).toEqual([publicAddress]);
  });

  it('asks the next address if one does not answer.', async () => {
    const network = await startNetwork({ lookUps: [[publicAddress, publicAddress]], publisher: rawPublisher('') });
    await expect(network.fetch(clientId, limits)).rejects.toThrow();
    expect(network.connectedTo).toEqual([publicAddress, publicAddress]);
  });

  it('asks four addresses at most.', async () => {
    const network = await startNetwork({
      lookUps: [Array<string>(9).fill(publicAddress)],
      publisher: rawPublisher(''),
    });
    await expect(network.fetch(clientId, limits)).rejects.toThrow();
    expect(network.connectedTo).toHaveLength(4);
  });
});
