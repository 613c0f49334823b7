import { createHash } from 'node:crypto';
import { type CodeRecord, hashCode } from '@codegrant/core';
import {
  type AuthorizationServer,
  type ClientMetadata,
  clientList,
  createAuthorizationServer,
  defineClient,
  type HttpRequest,
  type Reply,
  type RequestBody,
  type ServerEvent,
  type ServerOptions,
} from '@codegrant/server';

/** In seconds since 1970-01-01T00:00:00Z. */
export const fixedNow = 1_700_000_000;

export const verifier = 'a-verifier-that-is-long-enough-to-be-one-43-of-them';

/** The code challenge of {@link requestQuery}. */
export const challenge: string = createHash('sha256').update(verifier).digest('base64url');

/** A valid authorization request of the client `app` for both scopes. */
export const requestQuery: string = new URLSearchParams({
  response_type: 'code',
  client_id: 'app',
  redirect_uri: 'https://app.example/cb',
  scope: 'read write',
  state: 'xyz',
  code_challenge: challenge,
  code_challenge_method: 'S256',
}).toString();

/** The registration of the client `app`. */
export const registration: ClientMetadata = { client_id: 'app', redirect_uris: ['https://app.example/cb'] };

/** Options of a server with the client `app`, where `alice` is signed in. */
export const serverOptions: ServerOptions<undefined> = {
  policy: { issuer: 'https://login.example', scopes: { read: { name: 'Read' }, write: { name: 'Write' } } },
  clients: clientList([defineClient(registration)]),
  owner: { identify: () => ({ subject: 'alice' }) },
  // So that a test can change the store alone. The server's own tokens need grants and accessTokens beside it.
  tokens: {
    issue: () => ({ accessToken: 'an-access-token', expiresIn: 3600 }),
    revoke: () => {},
    find: () => undefined,
  },
  consentKeys: [new Uint8Array(32).fill(1)],
  now: () => fixedNow,
};

/** The code of {@link codeRecord}. */
export const storedCode = 'a-code';

/** The record of a code of `app` for `alice`, as a store keeps it. */
export const codeRecord: CodeRecord = {
  codeHash: hashCode(storedCode),
  clientId: 'app',
  redirectUri: 'https://app.example/cb',
  subject: 'alice',
  scope: 'read',
  codeChallenge: challenge,
  codeChallengeMethod: 'S256',
  resources: undefined,
  authTime: undefined,
  expiresAt: fixedNow + 60,
};

/** A server, and the events that it reported. */
export interface TestServer {
  readonly authorizationServer: AuthorizationServer<undefined>;
  readonly events: readonly ServerEvent[];
}

/**
 * Starts a server with {@link serverOptions} and some changes.
 *
 * @param change options, of any type: some tests pass invalid ones
 */
export const startServer = (change: object = {}): TestServer => {
  const events: ServerEvent[] = [];
  const report = (event: ServerEvent): void => void events.push(event);
  return { authorizationServer: createAuthorizationServer({ ...serverOptions, report, ...change }), events };
};

/** A stream of these chunks. */
export const streamOf = async function* <Chunk>(...chunks: readonly Chunk[]): AsyncGenerator<Chunk> {
  yield* chunks;
};

const utf8 = new TextEncoder();

/** A body as a stream of bytes. */
export const streamed = (text: string): RequestBody => ({ parsed: undefined, stream: streamOf(utf8.encode(text)) });

/** A request as an adapter passes it to the server. */
export const requestOf = (
  method: string,
  target: string,
  type?: string,
  body?: RequestBody,
): HttpRequest<undefined> => ({
  method,
  target,
  header: (name) => (name === 'content-type' ? type : undefined),
  body: () => body ?? { parsed: undefined, stream: undefined },
  context: undefined,
});

const replyOf = async ({ authorizationServer }: TestServer, request: HttpRequest<undefined>): Promise<Reply> => {
  const reply = await authorizationServer.handle(request);
  if (reply === undefined) throw new Error(`The server does not serve ${request.target}`);
  return reply;
};

/** Sends a GET. */
export const get = (to: TestServer, target: string): Promise<Reply> => replyOf(to, requestOf('GET', target));

/** Posts a form. */
export const postForm = (to: TestServer, target: string, body: RequestBody | string): Promise<Reply> =>
  replyOf(
    to,
    requestOf('POST', target, 'application/x-www-form-urlencoded', typeof body === 'string' ? streamed(body) : body),
  );

/** Posts JSON. */
export const postJson = (to: TestServer, target: string, body: RequestBody | string): Promise<Reply> =>
  replyOf(to, requestOf('POST', target, 'application/json', typeof body === 'string' ? streamed(body) : body));

/** Sends an authorization request. */
export const authorize = (to: TestServer, query = requestQuery): Promise<Reply> => get(to, `/oauth/authorize?${query}`);

/** The consent token in the server's page, or in the redirect to `consentUrl`. */
export const consentTokenIn = ({ headers, body }: Reply): string => {
  const onPage = /name="consent_token" value="([^"]*)"/.exec(body)?.[1];
  const token = onPage ?? /consent_token=([^&]*)$/.exec(headers['location'] ?? '')?.[1];
  if (token === undefined) throw new Error(`There is no consent token: ${headers['location'] ?? body}`);
  return token;
};

/** Sends an authorization request, and returns the consent token. */
export const requestConsent = async (to: TestServer, query = requestQuery): Promise<string> =>
  consentTokenIn(await authorize(to, query));

/** Allows the request on the server's own consent page. */
export const answerAsForm = (to: TestServer, token: string, more = ''): Promise<Reply> =>
  postForm(to, '/oauth/consent', `consent_token=${token}&decision=allow${more}`);

/** Allows the request from a consent page hosted by the operator. */
export const answerAsJson = (to: TestServer, token: string): Promise<Reply> =>
  postJson(to, '/oauth/grants', JSON.stringify({ allowed: true, consent_token: token }));

/** The parameters of the URL that a reply sends the browser to. */
export const redirectParams = ({ headers, body }: Reply): URLSearchParams => {
  const location = headers['location'] ?? headers['refresh'] ?? /"redirect_uri":"([^"]*)"/.exec(body)?.[1] ?? '';
  return new URLSearchParams(location.replace(/^[^?]*/, ''));
};

/** The code in a redirect. */
export const codeIn = (reply: Reply): string | null => redirectParams(reply).get('code');

/** The parameters of the token request for a code. */
export const redemption = (code: string): Readonly<Record<string, string>> => ({
  grant_type: 'authorization_code',
  client_id: 'app',
  redirect_uri: 'https://app.example/cb',
  code_verifier: verifier,
  code,
});

/** Redeems a code. */
export const redeem = (to: TestServer, code: string | null): Promise<Reply> =>
  postForm(to, '/oauth/token', new URLSearchParams(redemption(code ?? '')).toString());

/** The causes of `failed` events, as strings. */
export const failuresIn = (events: readonly ServerEvent[]): readonly string[] =>
  events.flatMap((event) => (event.kind === 'failed' ? [String(event.cause)] : []));
