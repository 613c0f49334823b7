import type { RequestListener } from 'node:http';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import { type Html, html, type HttpRequest, page, pageReply, readParams, type Reply } from '@codegrant/server';
import { parseCookie, stringifySetCookie } from 'cookie';
import * as client from 'openid-client';
import { demoClientSecret } from './clients.ts';
import { type KeptRefreshTokens, keptRefreshTokens } from './kept-refresh-tokens.ts';
import { readOwnForm } from './read-own-form.ts';
import { seeOther } from './replies.ts';
import { routes } from './routes.ts';

/** The URLs of the demo client and of the authorization server. */
interface Urls {
  readonly clientUrl: string;
  readonly issuer: string;
  readonly serverUrl: string;
}

const cookieName = 'demo_client';

const configure = ({ issuer, serverUrl }: Urls): client.Configuration => {
  const config = new client.Configuration(
    {
      issuer,
      authorization_endpoint: `${serverUrl}/oauth/authorize`,
      token_endpoint: `${serverUrl}/oauth/token`,
      authorization_response_iss_parameter_supported: true,
    },
    'demo-client',
    undefined,
    client.ClientSecretBasic(demoClientSecret),
  );
  // The demonstration runs on one machine without TLS.
  client.allowInsecureRequests(config);
  return config;
};

const cookieWith = (value: string): string =>
  stringifySetCookie({ name: cookieName, value, httpOnly: true, sameSite: 'lax', path: '/' });

/** RFC 6749 §4.1.2: a code that is redeemed twice ends its grant. Without the cookie, a reload does not redeem it again. */
const forget = stringifySetCookie({ name: cookieName, value: '', path: '/', maxAge: 0 });

const resultPage = (status: number, title: string, content: Html, cookie = forget): Reply => {
  const body = html`<h1>${title}</h1>\n${content}\n<p><a href="/">Back to the start</a></p>`;
  const reply = pageReply(status, page(title, body), []);
  return { ...reply, headers: { ...reply.headers, 'set-cookie': cookie } };
};

const startPage = (): Reply =>
  pageReply(
    200,
    page(
      'Demo client',
      html`<h1>Demo client</h1>
<p>This app is separate from the authorization server. It asks for permission to read your profile.</p>
<form method="post" action="/start">
<label class="scope"><input type="checkbox" name="write"> Also ask to change your profile</label>
<div class="choice"><button class="allow">Start</button></div>
</form>`,
    ),
    [],
  );

/** RFC 7636 §4.1, RFC 6749 §10.12: each request has a new verifier and a new state, and a cookie binds them to the browser. */
const requestAuthorization = async (
  scope: string,
  config: client.Configuration,
  { clientUrl }: Urls,
): Promise<Reply> => {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const authorizationUrl = client.buildAuthorizationUrl(config, {
    redirect_uri: `${clientUrl}/callback`,
    scope,
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return seeOther(authorizationUrl.href, { 'set-cookie': cookieWith(`${state}.${verifier}`) });
};

/** Step 1: the user pressed Start. */
const start = async (request: HttpRequest<NodeRequest>, config: client.Configuration, urls: Urls): Promise<Reply> => {
  // RFC 6749 §10.12: another site must not start a request in the name of the user.
  const read = await readOwnForm(request, urls.clientUrl, 'This request came from another site.');
  if (read.kind === 'refused') return read.reply;
  return requestAuthorization(readParams(read.form).names.has('write') ? 'read write' : 'read', config, urls);
};

/** RFC 6749 §3.3: the user may grant less than the client asked for, so the client checks the scope before it uses the token. */
const profile = async (
  { access_token, scope }: client.TokenEndpointResponse,
  config: client.Configuration,
  { serverUrl }: Urls,
): Promise<Html> => {
  if (scope?.split(' ').includes('read') === false) return html`<p>The client may not read your profile.</p>`;
  const me = await client.fetchProtectedResource(config, access_token, new URL('/me', serverUrl), 'GET');
  return html`<p>With the access token, it read your profile from <code>/me</code>:</p>
<pre id="me">${JSON.stringify(await me.json(), undefined, 2)}</pre>`;
};

/** The tokens, and a form to refresh them. The browser gets the name of the refresh token in a cookie. */
const tokensPage = async (
  tokens: client.TokenEndpointResponse,
  name: string,
  config: client.Configuration,
  urls: Urls,
): Promise<Reply> =>
  resultPage(
    200,
    'It worked',
    html`<p>The client received these tokens:</p>
<pre id="tokens">${JSON.stringify(tokens, undefined, 2)}</pre>
${await profile(tokens, config, urls)}
<form method="post" action="/refresh"><button>Get a new access token</button></form>`,
    cookieWith(name),
  );

/** Step 2: the browser returns with a code or an error. */
const redeemCode = async (
  { header, target }: HttpRequest<NodeRequest>,
  config: client.Configuration,
  urls: Urls,
  kept: KeptRefreshTokens,
): Promise<Reply> => {
  const [expectedState, pkceCodeVerifier] = parseCookie(header('cookie') ?? '')[cookieName]?.split('.') ?? [];
  if (expectedState === undefined || pkceCodeVerifier === undefined)
    return resultPage(
      400,
      'Nothing to do',
      html`<p>This answer was not expected, or was used before. Start again.</p>`,
    );
  const callbackUrl = new URL(target, urls.clientUrl);
  const tokens = await client.authorizationCodeGrant(config, callbackUrl, { expectedState, pkceCodeVerifier });
  return tokensPage(tokens, kept.keep(tokens.refresh_token ?? ''), config, urls);
};

/** Step 3, whenever the access token has expired: RFC 6749 §6. */
const refresh = async (
  request: HttpRequest<NodeRequest>,
  config: client.Configuration,
  urls: Urls,
  kept: KeptRefreshTokens,
): Promise<Reply> => {
  const read = await readOwnForm(request, urls.clientUrl, 'This request came from another site.');
  if (read.kind === 'refused') return read.reply;
  const name = parseCookie(request.header('cookie') ?? '')[cookieName] ?? '';
  const refreshToken = kept.find(name);
  if (refreshToken === undefined)
    return resultPage(400, 'Nothing to do', html`<p>There is no refresh token. Start again.</p>`);
  const tokens = await client.refreshTokenGrant(config, refreshToken);
  // RFC 6749 §6: the new refresh token takes the place of the old one.
  if (tokens.refresh_token !== undefined) kept.replace(name, tokens.refresh_token);
  return tokensPage(tokens, name, config, urls);
};

const errorPage = (error: unknown): Reply => {
  if (error instanceof client.AuthorizationResponseError)
    return resultPage(
      200,
      'Access not granted',
      html`<p><code id="error">${error.error}</code></p><p>${error.error_description}</p>`,
    );
  return resultPage(500, 'Something went wrong', html`<pre id="error">${String(error)}</pre>`);
};

/** An OAuth client. It uses a client library for OAuth, and `@codegrant/server` only for its pages and forms. */
export const demoClient = (urls: Urls): RequestListener => {
  const config = configure(urls);
  const kept = keptRefreshTokens();
  return toNodeHandler(
    routes({
      'GET /': startPage,
      'POST /start': (request) => start(request, config, urls).catch(errorPage),
      'GET /callback': (request) => redeemCode(request, config, urls, kept).catch(errorPage),
      'POST /refresh': (request) => refresh(request, config, urls, kept).catch(errorPage),
    }),
  );
};
