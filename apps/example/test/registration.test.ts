import type { RequestListener } from 'node:http';
import { toNodeHandler } from '@codegrant/node';
import {
  clientList,
  createAuthorizationServer,
  memoryClientRegistry,
  registration,
  type RegistrationOptions,
} from '@codegrant/server';
import * as oauth from 'oauth4webapi';
import Telnyx from 'telnyx';
import { describe, expect, it, onTestFinished } from 'vitest';
import { discover, insecure } from './library-flow.ts';
import { listen } from './listen.ts';

const redirectUri = 'http://127.0.0.1/callback';

/** Starts a server at which clients register themselves. Its user is signed in. */
const startWith = async (options: RegistrationOptions): Promise<string> => {
  let answer: RequestListener = () => {};
  const { origin, close } = await listen((request, response) => answer(request, response));
  onTestFinished(close);
  answer = toNodeHandler(
    createAuthorizationServer({
      policy: { issuer: origin, scopes: { read: { name: 'Read' } }, defaultScope: ['read'], refreshTokens: 'always' },
      clients: clientList([]),
      owner: { identify: () => ({ subject: 'alice' }) },
      consentKeys: [new Uint8Array(32).fill(1)],
      endpoints: [registration(options)],
    }),
  );
  return origin;
};

const kinds: readonly (readonly [name: string, options: RegistrationOptions])[] = [
  ['in the client_id', { keys: [new Uint8Array(32).fill(2)] }],
  ['in a registry', { registry: memoryClientRegistry() }],
];

describe.each(kinds)('Registrations %s', (_name, options) => {
  it('are made and used by oauth4webapi.', async () => {
    const serverUrl = await startWith(options);
    const server = await discover(serverUrl);
    const response = await oauth.dynamicClientRegistrationRequest(
      server,
      { client_name: 'App', redirect_uris: [redirectUri], grant_types: ['authorization_code', 'refresh_token'] },
      insecure,
    );
    const client = await oauth.processDynamicClientRegistrationResponse(response);
    expect(client).toMatchObject({ grant_types: ['authorization_code', 'refresh_token'] });
    const { client_secret: secret } = client;
    const authentication = typeof secret === 'string' ? oauth.ClientSecretBasic(secret) : oauth.None();

    const verifier = oauth.generateRandomCodeVerifier();
    const url = new URL(server.authorization_endpoint ?? '');
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: client.client_id,
      redirect_uri: redirectUri,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString();
    const page = await (await fetch(url)).text();
    const answer = await fetch(`${serverUrl}/oauth/consent`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        consent_token: /name="consent_token" value="([^"]*)"/.exec(page)?.[1] ?? '',
        decision: 'allow',
        scope: 'read',
      }),
    });
    const refresh = answer.headers.get('refresh')?.replace(/^\d+; *url=/i, '');
    const location = answer.headers.get('location') ?? refresh ?? '';
    const parameters = oauth.validateAuthResponse(server, client, new URL(location), oauth.expectNoState);
    const tokens = await oauth.processAuthorizationCodeResponse(
      server,
      client,
      await oauth.authorizationCodeGrantRequest(
        server,
        client,
        authentication,
        parameters,
        redirectUri,
        verifier,
        insecure,
      ),
    );
    expect(tokens).toMatchObject({ access_token: expect.any(String), refresh_token: expect.any(String) });
  });

  it('are made by the published SDK of an API, which sends its API key too.', async () => {
    const sdk = new Telnyx({ apiKey: 'a-key', baseURL: await startWith(options), maxRetries: 0, logLevel: 'off' });
    const registered = await sdk.oauth.register({ client_name: 'App', redirect_uris: [redirectUri] });
    expect(registered).toMatchObject({ client_name: 'App', redirect_uris: [redirectUri], scope: 'read' });
    expect(registered.client_id_issued_at).toBeGreaterThan(0);
    await expect(sdk.oauth.register({ redirect_uris: ['http://web.example/cb'] })).rejects.toMatchObject({
      status: 400,
      error: { error: 'invalid_redirect_uri', invalid_fields: { redirect_uris: [expect.any(String)] } },
    });
  });
});
