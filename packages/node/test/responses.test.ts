import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, createServer as createHttp2Server, type IncomingHttpHeaders } from 'node:http2';
import { get, listen, post, send, type WireRequest, type WireResponse } from '@codegrant/conformance/suite';
import { type NodeHandler, type NodeRequest, toNodeHandler } from '@codegrant/node';
import { clientList, createAuthorizationServer, defineClient, type Handler, memoryTokens } from '@codegrant/server';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';

const server = createAuthorizationServer<NodeRequest>({
  policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' } }, defaultScope: ['read'] },
  clients: clientList([defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] })]),
  owner: { identify: () => ({ subject: 'user-1' }) },
  tokens: memoryTokens(),
  consentKeys: [new Uint8Array(32).fill(1)],
});

const request =
  'response_type=code&client_id=app&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&state=s' +
  '&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';

const failing: Handler<NodeRequest> = { handle: () => Promise.reject(new Error('mine')) };

/** Answers before the handler does, as a time limit does, and keeps what becomes of the handler. */
const outrun = async (
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
  ['a question', server, `/oauth/authorize?${request}`],
  ['a path that is nobody’s', server, '/mine'],
  ['a handler that throws', failing, '/'],
];

describe('A response that somebody else has answered already is left alone', () => {
  it.each(handlers)('where it was to be %s.', async (_what, handler, target) => {
    const { origin, outcomes } = await outrun(toNodeHandler(handler), (response) => {
      response.writeHead(503, { 'content-type': 'text/plain' }).end('too late');
    });
    const reply = await send(origin, get(target));
    expect(reply).toMatchObject({ status: 503, body: 'too late', headers: { 'content-type': 'text/plain' } });
    expect(reply.headers).not.toHaveProperty('cache-control');
    // A rejection that nobody handles would end the process.
    expect(await Promise.allSettled(outcomes)).toEqual([{ status: 'fulfilled', value: undefined }]);
  });

  it('where its head is sent, and its body is still to come.', async () => {
    const responses: ServerResponse[] = [];
    const { origin, outcomes } = await outrun(toNodeHandler(server), (response) => {
      response.writeHead(200, { 'content-type': 'text/plain' }).write('one, ');
      responses.push(response);
    });
    const reply = send(origin, get('/oauth/authorize'));
    await expect.poll(() => responses.length).toBe(1);
    expect(await Promise.allSettled(outcomes)).toEqual([{ status: 'fulfilled', value: undefined }]);
    responses[0]?.end('two');
    expect(await reply).toMatchObject({ status: 200, body: 'one, two' });
  });

  it('in Express too, where nobody else is asked then.', async () => {
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
    // The next request is answered after whatever became of the first.
    expect(await send(origin, get('/oauth/authorize'))).toMatchObject({ status: 503, body: 'too late' });
    expect(outcomes).toEqual([]);
  });
});

/** Sends a request by HTTP/2, and waits for its response. */
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

/** Serves by HTTP/2, with the interface that node:http2 has in common with node:http. */
const listenByHttp2 = async (): Promise<string> => {
  const handler = toNodeHandler(server);
  const http2 = createHttp2Server((incoming, response) => {
    // What the types of the two have in common, no type says. A request that is not answered is not waited for.
    handler(incoming as never, response as never).catch(() => response.stream.close());
  });
  await new Promise<void>((resolve) => {
    http2.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => new Promise<void>((resolve) => void http2.close(() => resolve())));
  const address = http2.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

describe('By HTTP/2', () => {
  /** What differs between the two, or from one question to the next. */
  const carriage: ReadonlySet<string> = new Set(['date', 'connection', 'keep-alive', 'content-length']);

  const withoutCarriage = ({ status, headers, body }: WireResponse): WireResponse => ({
    status,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !carriage.has(name))),
    body: body.replace(/name="consent_token" value="[^"]*"/, ''),
  });

  it.each<[string, WireRequest]>([
    ['a question', get(`/oauth/authorize?${request}`)],
    ['a refusal', get('/oauth/authorize')],
    ['the metadata', get('/.well-known/oauth-authorization-server')],
    ['a redirect', get(`/oauth/authorize?${request}&scope=nope`)],
    ['a path that is nobody’s', get('/mine')],
    ['a posted form', post('/oauth/token', 'client_id=app')],
    ['a posted request', post('/oauth/authorize', 'client_id=app')],
  ])('%s is answered as it is by HTTP/1.1.', async (_what, sent) => {
    const { origin, close } = await listen(toNodeHandler(server));
    onTestFinished(close);
    const [one, two] = [await send(origin, sent), await sendByHttp2(await listenByHttp2(), sent)];
    expect(withoutCarriage(two)).toEqual(withoutCarriage(one));
  });
});
