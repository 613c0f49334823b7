import { locationOf } from '../location-of.ts';
import { createFetchHandler, type FetchContext, requireBearer } from '@codegrant/fetch';
import {
  type AccessTokens,
  type AuthorizationServer,
  clientList,
  createAuthorizationServer,
  defineClient,
  type Grants,
  memoryAccessTokens,
  memoryGrants,
  memoryStore,
  protectedResource,
  type ServerOptions,
  type Store,
} from '@codegrant/server';
import { consentTokenOn } from '../consent-token-on.ts';

type Options = ServerOptions<FetchContext>;

export const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

/** The least that a server can be made of, with somebody who is signed in. */
export const leastOptions: Options = {
  policy: {
    issuer: 'https://login.example',
    scopes: { read: { name: 'Read your messages' }, write: { name: 'Write messages' } },
    defaultScope: ['read'],
  },
  clients: clientList([defineClient({ client_id: 'app', redirect_uris: ['https://app.example/callback'] })]),
  owner: { identify: () => ({ subject: 'user-1' }) },
  consentKeys: [new Uint8Array(32).fill(1)],
};

interface Storage {
  readonly store: Store;
  readonly grants: Grants;
  readonly accessTokens: AccessTokens;
}

/** A store, and the ports that keep tokens for as long. */
export const memoryStorage = (): Storage => ({
  store: memoryStore(),
  grants: memoryGrants(),
  accessTokens: memoryAccessTokens(),
});

/** The same with refresh tokens. */
export const refreshingOptions: Partial<Options> = {
  policy: { ...leastOptions.policy, refreshTokens: 'always' },
  clients: clientList([
    defineClient({
      client_id: 'app',
      redirect_uris: ['https://app.example/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
    }),
  ]),
};

/** What the client asks for, unless a test says otherwise. */
const asked = {
  response_type: 'code',
  client_id: 'app',
  redirect_uri: 'https://app.example/callback',
  // The challenge of RFC 7636 appendix B.
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
};

/** Every request of a whole flow, one by one. */
export interface Walk {
  readonly authorize: (more?: Readonly<Record<string, string>>) => Promise<Response>;
  readonly answer: (consentToken: string) => Promise<Response>;
  readonly details: (consentToken: string) => Promise<Response>;
  readonly grant: (consentToken: string) => Promise<Response>;
  readonly redeem: (code: string) => Promise<Response>;
  readonly refresh: (refreshToken: string) => Promise<Response>;
  /** A request to an API, with an access token. */
  readonly api: (accessToken: string) => Promise<Response>;
  readonly keys: () => Promise<Response>;
  /** A request of the user to the list of grants, or to one grant. */
  readonly grantList: (method: string, grantId?: string) => Promise<Response>;
  readonly server: AuthorizationServer<FetchContext>;
}

/** A server with some of its options changed, and the requests to it. */
export const startWalk = (more: Partial<Options> = {}): Walk => {
  const server = createAuthorizationServer({ ...leastOptions, ...more });
  const { fetch } = createFetchHandler(server);
  const get = (path: string): Promise<Response> => fetch(new Request(`https://login.example${path}`));
  const messages = requireBearer(protectedResource({ tokens: server, report: more.report }), {}, () => new Response());
  const post = (path: string, body: URLSearchParams): Promise<Response> =>
    fetch(new Request(`https://login.example${path}`, { method: 'POST', body }));
  return {
    authorize: (params = {}) => get(`/oauth/authorize?${new URLSearchParams({ ...asked, ...params }).toString()}`),
    answer: (consent_token) => post('/oauth/consent', new URLSearchParams({ consent_token, decision: 'allow' })),
    details: (consent_token) => get(`/oauth/consent/${consent_token}`),
    grant: (consent_token) =>
      fetch(
        new Request('https://login.example/oauth/grants', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ allowed: true, consent_token }),
        }),
      ),
    redeem: (code) =>
      post(
        '/oauth/token',
        new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: asked.client_id,
          redirect_uri: asked.redirect_uri,
          code_verifier: verifier,
          code,
        }),
      ),
    refresh: (refresh_token) =>
      post(
        '/oauth/token',
        new URLSearchParams({ grant_type: 'refresh_token', client_id: asked.client_id, refresh_token }),
      ),
    api: (accessToken) =>
      messages(new Request('https://api.example', { headers: { authorization: `Bearer ${accessToken}` } })),
    keys: () => get('/oauth/jwks'),
    grantList: (method, grantId) =>
      fetch(new Request(['https://login.example/oauth_grants', grantId].filter(Boolean).join('/'), { method })),
    server,
  };
};

const found = (what: string, text: string | undefined): string => {
  if (text === undefined) throw new Error(`There is no ${what}.`);
  return text;
};

/** The consent token of a consent page, or in the redirect to one. */
export const consentTokenIn = async (response: Response): Promise<string> => {
  const location = locationOf(response);
  return location === ''
    ? consentTokenOn(await response.text())
    : found('consent token', /consent_token=([^&]*)$/.exec(location)?.[1]);
};

/** The code that a redirect brings. */
export const codeIn = (response: Response): string => found('code', /[?&]code=([^&]*)/.exec(locationOf(response))?.[1]);

/** The refresh token in a token response. */
export const refreshTokenIn = (response: unknown): string =>
  found('refresh token', (response as Readonly<Record<string, string>>)['refresh_token']);

/** The access token in a token response. */
export const accessTokenIn = (response: unknown): string =>
  found('access token', (response as Readonly<Record<string, string>>)['access_token']);

/** A code for the server’s client: the user is asked, and allows. */
export const codeFrom = async (walk: Walk): Promise<string> =>
  codeIn(await walk.answer(await consentTokenIn(await walk.authorize())));
