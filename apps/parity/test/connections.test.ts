import { connect, type Socket } from 'node:net';
import { optionsWith } from '@codegrant/conformance/suite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { adaptersOverSockets } from './adapters.ts';

const form = 'application/x-www-form-urlencoded';

/** Requests whose body is not read to its end: the status of the answer, and the first lines of the request. */
const unread: readonly (readonly [status: number, what: string, request: string, type: string])[] = [
  [413, 'a form that is too long', 'POST /oauth/token', form],
  [413, 'an answer that is too long', 'POST /oauth/consent', form],
  [415, 'a body of another type', 'POST /oauth/token', 'text/plain'],
  [405, 'a method that is not served', 'PUT /oauth/token', form],
  [400, 'a form beside a query', 'POST /oauth/authorize?x=1', form],
  [404, 'a path that is not served', 'POST /elsewhere', form],
  [200, 'a body that the endpoint does not expect', 'GET /.well-known/oauth-authorization-server', form],
];

/** Resolves when the connection is closed, with an error or without. */
const closeOf = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.once('close', () => resolve());
  });

const headOf = (request: string, type: string, framing: string): string =>
  `${request} HTTP/1.1\r\nHost: login.example\r\nContent-Type: ${type}\r\n${framing}\r\n\r\n`;

const next = 'GET /.well-known/oauth-authorization-server HTTP/1.1\r\nHost: login.example\r\n\r\n';

const bytes = (length: number): string => 'a'.repeat(length);

const chunk = (length: number): string => `${length.toString(16)}\r\n${bytes(length)}\r\n`;

/** The statuses of the answers on a connection. */
const statusesIn = (text: string): readonly number[] =>
  Array.from(text.matchAll(/HTTP\/1\.1 (\d+) /g), ([, status]) => Number(status));

describe.each(Object.entries(adaptersOverSockets))('A connection to %s (RFC 9112 §9.3):', (_name, start) => {
  /** Opens a connection to a new server, and collects what comes back. */
  const open = async (): Promise<{ readonly socket: Socket; readonly statuses: () => readonly number[] }> => {
    const server = await start(optionsWith(() => undefined));
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
    onTestFinished(() => {
      socket.destroy();
      return server.close();
    });
    let received = '';
    socket.on('data', (data) => {
      received += data.toString('latin1');
    });
    // The server may close the connection while something is on its way to it.
    socket.on('error', () => {});
    return { socket, statuses: () => statusesIn(received) };
  };

  it.each(unread)('after %i for %s, the next request is answered.', async (status, _what, request, type) => {
    const { socket, statuses } = await open();
    socket.write(headOf(request, type, 'Content-Length: 300000') + bytes(300_000));
    await expect.poll(statuses, { interval: 5 }).toEqual([status]);
    socket.write(next);
    await expect.poll(statuses, { interval: 5 }).toEqual([status, 200]);
  });

  it('after 413 for a form of chunks, the next request is answered.', async () => {
    const { socket, statuses } = await open();
    socket.write(headOf('POST /oauth/token', form, 'Transfer-Encoding: chunked'));
    for (let sent = 0; sent < 10; sent += 1) socket.write(chunk(30_000));
    socket.write('0\r\n\r\n');
    await expect.poll(statuses, { interval: 5 }).toEqual([413]);
    socket.write(next);
    await expect.poll(statuses, { interval: 5 }).toEqual([413, 200]);
  });

  // A path that is not served belongs to the framework, and the body of a GET to the platform.
  const refused = unread.filter(([status]) => status !== 404 && status !== 200);

  it.each(refused)(
    '%i for %s is sent at once, and a body without an end is cut.',
    async (status, _what, request, type) => {
      const { socket, statuses } = await open();
      socket.write(headOf(request, type, 'Transfer-Encoding: chunked'));
      const closed = closeOf(socket);
      const send = (): void => {
        if (!socket.destroyed) socket.write(chunk(65_536), () => setImmediate(send));
      };
      send();
      await expect.poll(statuses, { interval: 5 }).toEqual([status]);
      await closed;
    },
  );

  it('whose peer stops in the middle of a body that is too long is closed.', async () => {
    const { socket, statuses } = await open();
    socket.write(headOf('POST /oauth/token', form, 'Content-Length: 300000') + bytes(100_000));
    await closeOf(socket);
    expect(statuses()).toEqual([413]);
  });
});
