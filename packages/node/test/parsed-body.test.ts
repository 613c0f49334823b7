import { listen, optionsWith, post, postJson, request, send, tokenOn, locationIn } from '@codegrant/conformance/suite';
import { toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer } from '@codegrant/server';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

const createServer = () => createAuthorizationServer(optionsWith(() => ({ subject: 'user-1' })));

const serve = async (...before: readonly RequestHandler[]): Promise<string> => {
  const { origin, close } = await listen(express().use(...before, toNodeHandler(createServer())));
  onTestFinished(close);
  return origin;
};

const noParser: RequestHandler = (_request, _response, next) => next();

const parsers: readonly (readonly [string, RequestHandler])[] = [
  ['no parser', noParser],
  ['express.urlencoded()', express.urlencoded()],
  ['express.urlencoded({ extended: true })', express.urlencoded({ extended: true })],
  ['express.text()', express.text({ type: '*/*' })],
  ['express.raw()', express.raw({ type: '*/*' })],
  ['express.json(), which does not read forms', express.json()],
];

describe.each(parsers)('Behind %s', (_name, parser) => {
  it('a posted request leads through consent to a code, with the state unchanged', async () => {
    const origin = await serve(parser);
    const page = await send(origin, post('/oauth/authorize', request));
    expect(page.status).toBe(200);
    const answer = await send(
      origin,
      post('/oauth/consent', `consent_token=${tokenOn(page.body)}&decision=allow&scope=&scope=read`),
    );
    const location = new URL(locationIn(answer) ?? '');
    expect(location.searchParams.get('code')).toMatch(/^[\w-]{43}$/);
    expect(location.searchParams.get('state')).toBe('a+b c');
  });

  it('a repeated parameter is refused, as without a parser', async () => {
    const origin = await serve(parser);
    const response = await send(origin, post('/oauth/authorize', `${request}&client_id=app`));
    expect(response.status).toBe(400);
    expect(response.body).toContain('client-id-once');
  });

  it('names with brackets are ignored', async () => {
    const origin = await serve(parser);
    const response = await send(origin, post('/oauth/authorize', `${request}&scope[]=write&scope[x]=write`));
    expect(response.status).toBe(200);
  });

  it('an incomplete token request is answered', async () => {
    const origin = await serve(parser);
    const response = await send(origin, post('/oauth/token', 'client_id=app'));
    expect(JSON.parse(response.body)).toMatchObject({ error: 'invalid_request' });
  });
});

it.each<[string, RequestHandler, number]>([
  ['no parser', noParser, 400],
  ['express.text()', express.text({ type: '*/*' }), 400],
  ['express.raw()', express.raw({ type: '*/*' }), 400],
  // What the parser drops cannot be found.
  ['express.json()', express.json(), 401],
])(
  'Behind %s, a token request in JSON is read, and a repeated name is found unless the parser drops it (R195).',
  async (_name, parser, status) => {
    const server = createAuthorizationServer({ ...optionsWith(() => undefined), tokenRequestTypes: ['form', 'json'] });
    const { origin, close } = await listen(express().use(parser, toNodeHandler(server)));
    onTestFinished(close);
    const read = await send(origin, postJson('/oauth/token', '{"client_id":"nobody"}'));
    expect([read.status, JSON.parse(read.body)]).toMatchObject([401, { error: 'invalid_client' }]);
    const repeated = await send(origin, postJson('/oauth/token', '{"client_id":"app","client_id":"nobody"}'));
    expect(repeated.status).toBe(status);
  },
);

it('A body that other code has read is a 500 that says so, and the request does not hang', async () => {
  const readBody: RequestHandler = (incoming, _response, next) => {
    incoming.resume();
    incoming.once('end', next);
  };
  const response = await send(await serve(readBody), post('/oauth/token', 'client_id=app'));
  expect(response.status).toBe(500);
  expect(response.body).toContain('has already consumed the body');
});

it('Mounted under a path, where Express shortens the URL, the handler uses the original URL', async () => {
  const { origin, close } = await listen(express().use('/oauth', toNodeHandler(createServer())));
  onTestFinished(close);
  expect((await send(origin, post('/oauth/authorize', request))).status).toBe(200);
});

it('Mounted under its base path, the handler answers there, whether the router removes the path from the URL or not', async () => {
  const policy = { issuer: 'https://login.example/auth', scopes: { read: { name: 'Read' } }, defaultScope: ['read'] };
  const handler = toNodeHandler(createAuthorizationServer(optionsWith(() => undefined, { policy, basePath: '/auth' })));
  const removing: RequestHandler = (incoming, response, next) =>
    void handler(Object.assign(incoming, { originalUrl: undefined }), response, next);
  for (const mounted of [handler, removing]) {
    const { origin, close } = await listen(express().use('/auth', mounted));
    onTestFinished(close);
    const response = await send(origin, { method: 'GET', target: `/auth/oauth/authorize?${request}` });
    expect(response.headers['location']).toMatch(/^\/auth\/sign-in\?return_to=%2Fauth%2Foauth%2Fauthorize%3F/);
  }
});

it('A path that the server does not serve goes to the next handler', async () => {
  const app = express()
    .use(toNodeHandler(createServer()))
    .get('/mine', (_request, response) => void response.send('mine'));
  const { origin, close } = await listen(app);
  onTestFinished(close);
  expect((await send(origin, { method: 'GET', target: '/mine' })).body).toBe('mine');
});

it('A custom handler that throws gives 500, the process goes on, and the console has the error', async () => {
  const written = vi.spyOn(console, 'error').mockReturnValue();
  onTestFinished(() => written.mockRestore());
  const error = new Error('secret detail');
  const broken = { handle: () => Promise.reject(error) };
  const { origin, close } = await listen(toNodeHandler(broken));
  onTestFinished(close);
  const response = await send(origin, { method: 'GET', target: '/' });
  expect(response).toMatchObject({ status: 500, body: 'Something went wrong here\n' });
  expect(written.mock.calls).toEqual([['codegrant: a handler threw. The response is a 500.', error]]);
});

it('In Express, what a custom handler throws goes to the app’s error handler', async () => {
  const broken = { handle: () => Promise.reject(new Error('mine')) };
  const onError: ErrorRequestHandler = (error: Error, _request, response, _next) =>
    void response.status(503).send(error.message);
  const { origin, close } = await listen(express().use(toNodeHandler(broken)).use(onError));
  onTestFinished(close);
  expect(await send(origin, { method: 'GET', target: '/' })).toMatchObject({ status: 503, body: 'mine' });
});
