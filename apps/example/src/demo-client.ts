import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Html, html, page, pageReply, type Reply } from '@codegrant/server';
import { parseCookie, stringifySetCookie } from 'cookie';
import * as client from 'openid-client';
import { demoClientSecret } from './clients.ts';
import { seeOther } from './replies.ts';

/** Where the demo client and the authorization server are. */
interface Places {
  readonly clientUrl: string;
  readonly issuer: string;
  readonly serverUrl: string;
}

const cookieName = 'demo_client';

const configure = ({ issuer, serverUrl }: Places): client.Configuration => {
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
  // The demonstration runs on this machine alone, without TLS.
  client.allowInsecureRequests(config);
  return config;
};

const show = (status: number, title: string, content: Html): Reply =>
  pageReply(status, page(title, html`<h1>${title}</h1>\n${content}\n<p><a href="/">Back to the start</a></p>`), []);

const start = (): Reply =>
  pageReply(
    200,
    page(
      'Demo client',
      html`<h1>Demo client</h1>
<p>This is another app than the authorization server, at another address. It would like to read your profile there.</p>
<form method="post" action="/start">
<label class="scope"><input type="checkbox" name="write"> Also ask to change your profile</label>
<div class="choice"><button class="allow">Start</button></div>
</form>`,
    ),
    [],
  );

/** RFC 7636 §4.1 and RFC 6749 §10.12: a new verifier and a new state for every try, kept in the browser that makes it. */
const goToServer = async (scope: string, config: client.Configuration, { clientUrl }: Places): Promise<Reply> => {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: `${clientUrl}/callback`,
    scope,
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const cookie = {
    name: cookieName,
    value: `${state}.${verifier}`,
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
  } as const;
  return seeOther(address.href, { 'set-cookie': stringifySetCookie(cookie) });
};

const begin = async (request: IncomingMessage, config: client.Configuration, places: Places): Promise<Reply> => {
  const form = new URLSearchParams(await text(request));
  return goToServer(form.has('write') ? 'read write' : 'read', config, places);
};

/** People may leave scopes out, so a client looks at what it got before it uses it. */
const profile = async (
  { access_token, scope }: client.TokenEndpointResponse,
  config: client.Configuration,
  { serverUrl }: Places,
): Promise<Html> => {
  if (scope?.split(' ').includes('read') === false) return html`<p>It may not read the profile.</p>`;
  const me = await client.fetchProtectedResource(config, access_token, new URL('/me', serverUrl), 'GET');
  return html`<p>And with the access token, from <code>/me</code>:</p>
<pre id="me">${JSON.stringify(await me.json(), undefined, 2)}</pre>`;
};

const redeem = async (request: IncomingMessage, config: client.Configuration, places: Places): Promise<Reply> => {
  const [expectedState = '', pkceCodeVerifier = ''] =
    parseCookie(request.headers.cookie ?? '')[cookieName]?.split('.') ?? [];
  const here = new URL(request.url ?? '/', places.clientUrl);
  const tokens = await client.authorizationCodeGrant(config, here, { expectedState, pkceCodeVerifier });
  return show(
    200,
    'It worked',
    html`<p>For its code the client got these tokens:</p>
<pre id="tokens">${JSON.stringify(tokens, undefined, 2)}</pre>
${await profile(tokens, config, places)}`,
  );
};

const explain = (error: unknown): Reply => {
  if (error instanceof client.AuthorizationResponseError)
    return show(
      200,
      'The answer was no',
      html`<p><code id="error">${error.error}</code></p><p>${error.error_description}</p>`,
    );
  return show(500, 'It did not work', html`<pre id="error">${String(error)}</pre>`);
};

const answer = async (request: IncomingMessage, config: client.Configuration, places: Places): Promise<Reply> => {
  switch (`${request.method} ${request.url?.replace(/\?.*$/, '')}`) {
    case 'GET /':
      return start();
    case 'POST /start':
      return begin(request, config, places).catch(explain);
    case 'GET /callback':
      return redeem(request, config, places).catch(explain);
    default:
      return show(404, 'Not found', html``);
  }
};

const send = (response: ServerResponse, { status, headers, body }: Reply): void => {
  response.writeHead(status, { ...headers }).end(body);
};

/** An OAuth client such as others would write it: it uses a client library, and nothing of ours but the look of the page. */
export const demoClient = (places: Places): RequestListener => {
  const config = configure(places);
  return async (request, response) => send(response, await answer(request, config, places));
};
