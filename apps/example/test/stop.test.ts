import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { adapters } from '../src/adapters.ts';
import { type Listening, listen } from '../src/listen.ts';
import { memoryStorage } from '../src/storage/memory-storage.ts';

/** A connection, and what came back on it. */
interface Connection {
  readonly socket: Socket;
  readonly received: () => string;
  readonly ended: Promise<void>;
}

const connectTo = ({ url }: Listening): Connection => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.on('data', (data) => {
    text += data.toString();
  });
  const ended = new Promise<void>((resolve) => {
    socket.once('end', resolve);
  });
  return { socket, received: () => text, ended };
};

const head = 'POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n';

describe.each(['fastify', 'node', 'fetch'] as const)('A stop, with ADAPTER=%s,', (name) => {
  const start = async (): Promise<Listening> => {
    const listening = await listen('PORT', 0, '127.0.0.1');
    const settings = {
      issuer: listening.url,
      clients: [],
      rememberConsent: true,
      storage: memoryStorage(),
      consentKeys: [randomBytes(32)],
      consent: 'embedded',
    } as const;
    listening.serve(await adapters[name](settings));
    return listening;
  };

  /** Opens a connection on which one request was answered. */
  const openIdle = async (listening: Listening): Promise<Connection> => {
    const connection = connectTo(listening);
    connection.socket.write('GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await expect.poll(connection.received).toContain('</html>');
    return connection;
  };

  it('closes idle connections, and no answer before it says that the connection ends.', async () => {
    const listening = await start();
    const idle = await openIdle(listening);
    expect(idle.received()).not.toMatch(/^connection: close\r$/im);
    await Promise.all([listening.drain(), idle.ended]);
  });

  it('answers requests that have begun, tells their peers, and ends their connections (RFC 9112 §9.6).', async () => {
    const listening = await start();
    const inBody = await openIdle(listening);
    inBody.socket.write(`${head}Content-Length: 20\r\n\r\ngrant_type=`);
    const inHead = await openIdle(listening);
    inHead.socket.write(head);
    // Another request proves that the server has read what was sent before.
    await openIdle(listening);
    const stopped = listening.drain();
    inBody.socket.write('nonsense=');
    inHead.socket.write('Content-Length: 0\r\n\r\n');
    await Promise.all([inBody.ended, inHead.ended, stopped]);
    for (const { received } of [inBody, inHead])
      expect(received()).toMatch(/HTTP\/1\.1 401 [^]*^connection: close\r$/im);
  });
});
