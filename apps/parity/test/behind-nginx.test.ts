import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listen, type StartServer, tokenOn } from '@codegrant/conformance/suite';
import { toNodeHandler } from '@codegrant/node';
import { clientList, createAuthorizationServer, defineClient, returnPath, type ServerOptions } from '@codegrant/server';
import * as oauth from 'oauth4webapi';
import { expect, describe, it, onTestFinished } from 'vitest';
import { codeBlocks } from '../../../testing/code-blocks.ts';
import { freeOrigin } from '../../example/test/free-origin.ts';
import { locationOf } from '../../example/test/location-of.ts';
import { describeWithNginx, nginxForTest } from '../../example/test/nginx.ts';
import { adaptersOverSockets } from './adapters.ts';

/** The blocks of the document, in their order. */
const [sizes = '', atTheRoot = '', underPrefix = ''] = codeBlocks(
  readFileSync(join(import.meta.dirname, '../../../docs/proxies.md'), 'utf8'),
  'nginx',
);

const insecure = { [oauth.allowInsecureRequests]: true };
const client: oauth.Client = { client_id: 'cli' };
const redirectUri = 'http://127.0.0.1:8912/callback';
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

interface Flow {
  /** What clients see. */
  readonly origin: string;
  /** The server behind nginx. */
  readonly upstream: string;
}

/** Starts a server behind nginx, and a sign-in page that signs in whoever opens it. */
const serve = async (
  start: StartServer,
  configurationOf: (upstream: string) => string,
  prefix: '' | '/auth',
  changes: Partial<ServerOptions<unknown>> = {},
): Promise<Flow> => {
  const origin = await freeOrigin();
  let signedIn = false;
  const options: ServerOptions<unknown> = {
    policy: { issuer: `${origin}${prefix}`, scopes: { read: { name: 'Read' } }, defaultScope: ['read'] },
    ...(prefix === '' ? {} : { basePath: prefix }),
    clients: clientList([defineClient({ client_id: 'cli', redirect_uris: ['http://127.0.0.1/callback'] })]),
    owner: { identify: () => (signedIn ? { subject: 'user-1' } : undefined) },
    consentKeys: [new Uint8Array(32).fill(1)],
    ...changes,
  };
  const server = await start(options);
  onTestFinished(server.close);
  const signIn = await listen(({ url }, response) => {
    signedIn = true;
    const returnTo = new URL(url ?? '', origin).searchParams.get('return_to');
    response.writeHead(303, { location: returnPath(returnTo) ?? '/' }).end();
  });
  onTestFinished(signIn.close);
  const signInLocation = `location = ${prefix}/sign-in { proxy_pass ${signIn.origin}; }`;
  await nginxForTest({ server: `${configurationOf(server.origin)}\n${signInLocation}`, origin });
  return { origin, upstream: server.origin };
};

const node: StartServer = (options) => listen(toNodeHandler(createAuthorizationServer(options)));

/** A block of the document, and the sizes, for a server on another port. */
const upstreamOf = (block: string) => (upstream: string) => sizes + block.replaceAll('http://127.0.0.1:3000', upstream);

const open = (url: string, init: RequestInit = {}): Promise<Response> => fetch(url, { ...init, redirect: 'manual' });

/** Opens the authorization URL, signs in and allows the request, as a browser does. Returns the Location of the answer. */
const allow = async (authorizationUrl: string): Promise<string> => {
  const { origin } = new URL(authorizationUrl);
  const signIn = await open(authorizationUrl);
  const signedIn = await open(origin + locationOf(signIn));
  expect([signIn.status, signedIn.status]).toEqual([302, 303]);
  const page = await (await open(origin + locationOf(signedIn))).text();
  const [, action = ''] = /action="([^"]*)"/.exec(page) ?? [];
  const body = new URLSearchParams({ consent_token: tokenOn(page), decision: 'allow' });
  return locationOf(await open(origin + action, { method: 'POST', body }));
};

const discover = async (issuer: URL): Promise<oauth.AuthorizationServer> =>
  oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }));

const authorizationUrl = async (endpoint: string, state: string, redirect = redirectUri): Promise<string> => {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirect,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  // The state is not percent-encoded, as some clients send it.
  return `${endpoint}?${query.toString()}&state=${state}`;
};

/** A URL whose query has 8192 bytes at most, filled with one string. */
const longUrl = async (origin: string, unit: string): Promise<string> => {
  const url = `${await authorizationUrl(`${origin}/oauth/authorize`, 's')}&x=`;
  const left = 8192 - (url.length - url.indexOf('?') - 1);
  return url + unit.repeat(Math.floor(left / unit.length));
};

/** Gets tokens as a client that knows nothing but the issuer, with a library of other authors. */
const getTokens = async (issuer: URL, state: string): Promise<oauth.TokenEndpointResponse> => {
  const server = await discover(issuer);
  const answered = await allow(await authorizationUrl(server.authorization_endpoint ?? '', state));
  const parameters = oauth.validateAuthResponse(server, client, new URL(answered), state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    redirectUri,
    verifier,
    insecure,
  );
  return oauth.processAuthorizationCodeResponse(server, client, response);
};

describeWithNginx('Behind nginx, configured as docs/proxies.md says,', () => {
  describe.each(Object.entries(adaptersOverSockets))('%s', (_name, start) => {
    it('serves a client that knows only the issuer, under a prefix that nginx removes.', async () => {
      const { origin } = await serve(start, upstreamOf(underPrefix), '/auth');
      const issuer = new URL(`${origin}/auth`);
      expect(await discover(issuer)).toMatchObject({ token_endpoint: `${origin}/auth/oauth/token` });
      expect(await getTokens(issuer, 'xyz')).toMatchObject({ scope: 'read' });
    });

    it('brings a state of 6000 raw slashes through sign-in to the client (R57).', async () => {
      const state = '/'.repeat(6000);
      const { origin } = await serve(start, upstreamOf(underPrefix), '/auth');
      expect(await getTokens(new URL(`${origin}/auth`), state)).toMatchObject({ scope: 'read' });
    });

    it.each(['/', '%26'])('brings a request of 8192 bytes with %s through sign-in to the client.', async (unit) => {
      const { origin } = await serve(start, upstreamOf(atTheRoot), '');
      const answered = await allow(await longUrl(origin, unit));
      expect(new URL(answered).searchParams.get('code')).toMatch(/^[\w-]{43}$/);
    });
  });

  it('brings a request of 8192 bytes to a hosted consent page, which reads its details.', async () => {
    const { origin } = await serve(node, upstreamOf(atTheRoot), '', {
      consentUrl: '/ask',
      owner: { identify: () => ({ subject: 'user-1' }) },
    });
    const location = locationOf(await open(await longUrl(origin, '%26')));
    const consentToken = new URL(location, origin).searchParams.get('consent_token');
    expect((await open(`${origin}/oauth/consent/${consentToken}`)).status).toBe(200);
  });

  it('a native app on the port of the server gets its code. By default nginx rewrites its URL.', async () => {
    const ofDocument = upstreamOf(atTheRoot);
    const byDefault = (upstream: string): string => ofDocument(upstream).replace('proxy_redirect off;', '');
    const answered = async (configurationOf: (upstream: string) => string): Promise<boolean> => {
      const { origin, upstream } = await serve(node, configurationOf, '');
      const url = await authorizationUrl(`${origin}/oauth/authorize`, 's', `${upstream}/callback`);
      return (await allow(url)).startsWith(`${upstream}/callback?code=`);
    };
    expect([await answered(ofDocument), await answered(byDefault)]).toEqual([true, false]);
  });

  it('without the sizes, nginx does not let a long request through.', async () => {
    const { origin } = await serve(node, (upstream) => upstreamOf(atTheRoot)(upstream).replace(sizes, ''), '');
    const url = await authorizationUrl(`${origin}/oauth/authorize`, '/'.repeat(7750));
    expect((await open(url)).status).toBe(502);
    const longer = await authorizationUrl(`${origin}/oauth/authorize`, '/'.repeat(8192));
    expect((await open(longer)).status).toBe(414);
  });
});
