import { createHash } from 'node:crypto';
import {
  type AuthorizationServer,
  type ClientMetadata,
  clientList,
  createAuthorizationServer,
  defineClient,
  type HttpRequest,
  memoryTokens,
  type Reply,
  type RequestBody,
  type ServerEvent,
  type ServerOptions,
} from '@codegrant/server';

/** In seconds since 1970-01-01T00:00:00Z. */
export const plainNow = 1_700_000_000;

const verifier = 'a-verifier-that-is-long-enough-to-be-one-43-of-them';

/** The challenge of that request. */
export const plainChallenge: string = createHash('sha256').update(verifier).digest('base64url');

/** A request of the client `app` for both scopes that is right in everything. */
export const plainQuery: string = new URLSearchParams({
  response_type: 'code',
  client_id: 'app',
  redirect_uri: 'https://app.example/cb',
  scope: 'read write',
  state: 'xyz',
  code_challenge: plainChallenge,
  code_challenge_method: 'S256',
}).toString();

/** The registration of `app`. */
export const plainMetadata: ClientMetadata = { client_id: 'app', redirect_uris: ['https://app.example/cb'] };

/** A server that knows `app`, at which `alice` is signed in. */
export const plainOptions: ServerOptions<undefined> = {
  policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' }, write: { name: 'Write' } } },
  clients: clientList([defineClient(plainMetadata)]),
  owner: { identify: () => ({ subject: 'alice' }) },
  tokens: memoryTokens(),
  consentKeys: [new Uint8Array(32).fill(1)],
  now: () => plainNow,
};

/** A server, and what it reported. */
export interface PlainServer {
  readonly server: AuthorizationServer<undefined>;
  readonly events: readonly ServerEvent[];
}

/**
 * Starts a server that differs from the plain one in some options.
 *
 * @param change options, and what no compiler has seen as well
 */
export const startPlain = (change: object = {}): PlainServer => {
  const events: ServerEvent[] = [];
  const report = (event: ServerEvent): void => void events.push(event);
  return { server: createAuthorizationServer({ ...plainOptions, report, ...change }), events };
};

/** A stream of these chunks. */
export const streamOf = async function* <Chunk>(...chunks: readonly Chunk[]): AsyncGenerator<Chunk> {
  yield* chunks;
};

const utf8 = new TextEncoder();

/** A body that nobody has read yet. */
const unread = (text: string): RequestBody => ({ parsed: undefined, stream: streamOf(utf8.encode(text)) });

const requestOf = (method: string, target: string, type?: string, body?: RequestBody): HttpRequest<undefined> => ({
  method,
  target,
  header: (name) => (name === 'content-type' ? type : undefined),
  body: () => body ?? { parsed: undefined, stream: undefined },
  context: undefined,
});

const handled = async ({ server }: PlainServer, request: HttpRequest<undefined>): Promise<Reply> => {
  const reply = await server.handle(request);
  if (reply === undefined) throw new Error(`Nobody answers ${request.target}`);
  return reply;
};

/** Sends a GET. */
export const get = (to: PlainServer, target: string): Promise<Reply> => handled(to, requestOf('GET', target));

/** Posts a form. */
export const postForm = (to: PlainServer, target: string, body: RequestBody | string): Promise<Reply> =>
  handled(
    to,
    requestOf('POST', target, 'application/x-www-form-urlencoded', typeof body === 'string' ? unread(body) : body),
  );

/** Posts JSON. */
export const postJson = (to: PlainServer, target: string, body: RequestBody | string): Promise<Reply> =>
  handled(to, requestOf('POST', target, 'application/json', typeof body === 'string' ? unread(body) : body));

/** Asks for a code. */
export const authorize = (to: PlainServer, query = plainQuery): Promise<Reply> => get(to, `/oauth/authorize?${query}`);

/** Asks for a code, and gets the question that comes first: on the server's page, or for a page of the operator's own. */
export const askedBy = async (to: PlainServer, query = plainQuery): Promise<string> => {
  const { headers, body } = await authorize(to, query);
  const onPage = /name="consent_token" value="([^"]*)"/.exec(body)?.[1];
  const token = onPage ?? /consent_token=([^&]*)$/.exec(headers['location'] ?? '')?.[1];
  if (token === undefined) throw new Error(`Nothing is asked: ${headers['location'] ?? body}`);
  return token;
};

/** Answers on the server's own page. */
export const answer = (to: PlainServer, token: string, more = ''): Promise<Reply> =>
  postForm(to, '/oauth/consent', `consent_token=${token}&decision=allow${more}`);

/** Answers from a page of the operator's own. */
export const answerInJson = (to: PlainServer, token: string): Promise<Reply> =>
  postJson(to, '/oauth/grants', JSON.stringify({ allowed: true, consent_token: token }));

/** What a redirect tells the client, or the page in JSON that sends the browser there. */
export const toldBy = ({ headers, body }: Reply): URLSearchParams => {
  const location = headers['location'] ?? /"redirect_uri":"([^"]*)"/.exec(body)?.[1] ?? '';
  return new URLSearchParams(location.replace(/^[^?]*/, ''));
};

/** The code in a redirect. */
export const codeIn = (reply: Reply): string | null => toldBy(reply).get('code');

/** Redeems a code. */
export const redeem = (to: PlainServer, code: string | null): Promise<Reply> =>
  postForm(
    to,
    '/oauth/token',
    new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'app',
      redirect_uri: 'https://app.example/cb',
      code_verifier: verifier,
      code: code ?? '',
    }).toString(),
  );

/** The causes of what failed, as text. */
export const causesIn = (events: readonly ServerEvent[]): readonly string[] =>
  events.flatMap((event) => (event.kind === 'failed' ? [String(event.cause)] : []));
