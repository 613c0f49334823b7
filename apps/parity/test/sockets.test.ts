import { once } from 'node:events';
import { connect } from 'node:net';
import { optionsWith, post, type RunningServer, send, type StartServer } from '@codegrant/conformance/suite';
import type { ServerEvent } from '@codegrant/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { adaptersOverSockets } from './adapters.ts';

/** A form that names an unknown client, at its end: the answer is 404 once all of it is read. */
const form = 'redirect_uri=https%3A%2F%2Fapp.example%2Fcb&client_id=unknown';

/** The head of a posted authorization request. */
const headOf = (contentLength: number): string =>
  `POST /oauth/authorize HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
  `Content-Length: ${contentLength}\r\nConnection: close\r\n\r\n`;

/** Starts a server, with a promise of the first event that it reports. */
const startServer = async (start: StartServer) => {
  let report: (event: ServerEvent) => void = () => {};
  const firstEvent = new Promise<ServerEvent>((resolve) => {
    report = resolve;
  });
  const server = await start(optionsWith(() => undefined, { report }));
  onTestFinished(() => server.close());
  return { server, firstEvent };
};

const connectTo = ({ origin }: RunningServer) => connect(Number(new URL(origin).port), '127.0.0.1');

describe.each(Object.entries(adaptersOverSockets))('Over a socket, with %s,', (_name, start) => {
  it('a body that is sent byte by byte is read.', async () => {
    const { server } = await startServer(start);
    const socket = connectTo(server);
    socket.setNoDelay(true).write(headOf(form.length));
    for (const character of form) await new Promise((resolve) => void socket.write(character, resolve));
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('a client that disconnects while it sends is reported, and the server goes on.', async () => {
    const { server, firstEvent } = await startServer(start);
    const socket = connectTo(server);
    socket.write(`${headOf(1000)}client_id=`, () => socket.resetAndDestroy());
    expect(await firstEvent).toMatchObject({ kind: 'refused', endpoint: 'authorize', rule: 'body-whole' });
    expect((await send(server.origin, post('/oauth/authorize', form))).status).toBe(404);
  });
});
