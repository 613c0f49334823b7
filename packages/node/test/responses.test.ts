import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, createServer as createHttp2Server, type IncomingHttpHeaders } from 'node:http2';
import {
  get,
  listen,
  optionsWith,
  post,
  request,
  send,
  type WireRequest,
  type WireResponse,
} from '@codegrant/conformance/suite';
import { type NodeHandler, type NodeRequest, toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer, type Handler } from '@codegrant/server';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';

const server = createAuthorizationServer(optionsWith<NodeRequest>(() => ({ subject: 'user-1' })));

const failing: Handler<NodeRequest> = { handle: () => Promise.reject(new Error('mine')) };

/** Answers before the handler does, like a timeout, and keeps the promises of the handler. */
const answerBefore = async (
  handler: NodeHandler<NodeRequest>,
  answerFirst: (response: ServerResponse) => void,
): Promise<{ readonly origin: string; readonly outcomes: readonly Promise<void>[] }> => {
  const outcomes: Promise<void>[] = [];
  const { origin, close } = await listen((incoming: IncomingMessage, response: ServerResponse) => {
    outcomes.push(handler(incoming, response));
    answerFirst(response);
  });
  onTestFinished(close);
  return { origin, outcomes };
};

const handlers: readonly (readonly [title: string, handler: Handler<NodeRequest>, target: string])[] = [
  ['a page', server, '/oauth/authorize'],
  ['a consent page', server, `/oauth/authorize?${request}`],
  ['a path that is not served', server, '/mine'],
  ['a handler that throws', failing, '/'],
];

describe('A response that was already sent is not changed', () => {
  it.each(handlers)('if the answer would be %s.', async (_what, handler, target) => {
    const { origin, outcomes } = await answerBefore(toNodeHandler(handler), (response) => {
      response.writeHead(503, { 'content-type': 'text/plain' }).end('too late');
    });
    const reply = await send(origin, get(target));
    expect(reply).toMatchObject({ status: 503, body: 'too late', headers: { 'content-type': 'text/plain' } });
    expect(reply.headers).not.toHaveProperty('cache-control');
    // An unhandled rejection would end the process.
    expect(await Promise.allSettled(outcomes)).toEqual([{ status: 'fulfilled', value: undefined }]);
  });

  it('if its headers are sent and its body is not finished.', async () => {
    const responses: ServerResponse[] = [];
    const { origin, outcomes } = await answerBefore(toNodeHandler(server), (response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).write('one, ');
      responses.push(response);
    });
    const reply = send(origin, get('/oauth/authorize'));
    await expect.poll(() => responses.length).toBe(1);
    expect(await Promise.allSettled(outcomes)).toEqual([{ status: 'fulfilled', value: undefined }]);
    responses[0]?.end('two');
    expect(await reply).toMatchObject({ status: 200, body: 'one, two' });
  });

  it('in Express too, and no error handler is called.', async () => {
    const outcomes: unknown[] = [];
    const app = express()
      .use((_request, response, next) => {
        next();
        response.status(503).send('too late');
      })
      .use(toNodeHandler(server))
      .use(((error, _request, _response, _next) => void outcomes.push(error)) as express.ErrorRequestHandler);
    const { origin, close } = await listen(app);
    onTestFinished(close);
    expect(await send(origin, get('/oauth/authorize'))).toMatchObject({ status: 503, body: 'too late' });
    // The second answer proves that the first request was handled.
    expect(await send(origin, get('/oauth/authorize'))).toMatchObject({ status: 503, body: 'too late' });
    expect(outcomes).toEqual([]);
  });
});

/** Sends a request over HTTP/2, and waits for the response. */
const sendByHttp2 = (origin: string, { method, target, headers, body }: WireRequest): Promise<WireResponse> =>
  new Promise((resolve, reject) => {
    const session = connect(origin);
    session.once('error', reject);
    const stream = session.request(
      { ':method': method, ':path': target, ...headers },
      { endStream: body === undefined },
    );
    const answered: { headers: IncomingHttpHeaders; chunks: Buffer[] } = { headers: {}, chunks: [] };
    stream.once('response', (received) => {
      answered.headers = received;
    });
    stream.once('error', reject);
    stream.on('data', (chunk: Buffer) => answered.chunks.push(chunk));
    stream.once('end', () => {
      session.close();
      const { ':status': status, ...others } = answered.headers;
      const flat = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]));
      resolve({ status: Number(status), headers: flat, body: Buffer.concat(answered.chunks).toString('utf8') });
    });
    if (body !== undefined) stream.end(body);
  });

/** Starts an HTTP/2 server, with the interface that node:http2 shares with node:http. */
const listenByHttp2 = async (): Promise<string> => {
  const handler = toNodeHandler(server);
  const http2 = createHttp2Server((incoming, response) => {
    // No type describes what the two have in common. If the handler fails, the stream is closed and the test does not hang.
    handler(incoming as never, response as never).catch(() => response.stream.close());
  });
  await new Promise<void>((resolve) => {
    http2.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => new Promise<void>((resolve) => void http2.close(() => resolve())));
  const address = http2.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

describe('Over HTTP/2', () => {
  /** Headers that differ between the two. */
  const transportHeaders: ReadonlySet<string> = new Set(['date', 'connection', 'keep-alive', 'content-length']);

  const withoutTransport = ({ status, headers, body }: WireResponse): WireResponse => ({
    status,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !transportHeaders.has(name))),
    body: body.replace(/name="consent_token" value="[^"]*"/, ''),
  });

  it.each<[string, WireRequest]>([
    ['a consent page', get(`/oauth/authorize?${request}`)],
    ['an error page', get('/oauth/authorize')],
    ['the metadata', get('/.well-known/oauth-authorization-server')],
    ['a redirect', get(`/oauth/authorize?${request}&scope=nope`)],
    ['a path that is not served', get('/mine')],
    ['a posted form', post('/oauth/token', 'client_id=app')],
    ['a posted request', post('/oauth/authorize', 'client_id=app')],
  ])('the answer is the same as over HTTP/1.1: %s.', async (_what, sent) => {
    const { origin, close } = await listen(toNodeHandler(server));
    onTestFinished(close);
    const [one, two] = [await send(origin, sent), await sendByHttp2(await listenByHttp2(), sent)];
    expect(withoutTransport(two)).toEqual(withoutTransport(one));
  });
});
