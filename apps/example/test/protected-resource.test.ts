import { send } from '@codegrant/conformance/suite';
import * as oauth from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { allow } from './browser-session.ts';
import { discover, insecure, runLibraryFlow } from './library-flow.ts';
import { clientsFile, redirectUriOf } from './registered-client.ts';
import { adapters } from './start-example.ts';
import { exampleForTest, useExample } from './use-example.ts';

/** The challenge that the library reads in a response, which it throws. */
const challengeOf = async (request: Promise<Response>): Promise<oauth.WWWAuthenticateChallenge> => {
  const refusal = await request.catch((error: unknown) => error);
  if (!(refusal instanceof oauth.WWWAuthenticateChallengeError)) throw new Error('There is no challenge.');
  const [challenge] = refusal.cause;
  if (challenge === undefined) throw new Error('There is no challenge.');
  return challenge;
};

describe.each(adapters)('Served by %s, a third-party client library', (ADAPTER) => {
  const example = useExample({ ADAPTER, CLIENTS: clientsFile });

  const me = (): URL => new URL('/me', example.serverUrl);

  const discoverResource = async (resource: URL): Promise<oauth.ResourceServer> =>
    oauth.processResourceDiscoveryResponse(resource, await oauth.resourceDiscoveryRequest(resource, insecure));

  const tokenFor = async (scope: string): Promise<string> => {
    const [issuer = ''] = (await discoverResource(me())).authorization_servers ?? [];
    const server = await discover(issuer);
    const flow = { clientId: 's256', redirectUri: redirectUriOf('s256'), scope, authentication: oauth.None() };
    const tokens = await runLibraryFlow(server, { ...flow, method: 'S256' }, (asked) =>
      allow(example.serverUrl, asked),
    );
    return tokens.access_token;
  };

  const read = (accessToken: string): Promise<Response> =>
    oauth.protectedResourceRequest(accessToken, 'GET', me(), undefined, undefined, insecure);

  it('that knows only the API finds its authorization server, and calls it (R278, R280).', async () => {
    const { parameters } = await challengeOf(read('unknown'));
    expect(parameters).toEqual({
      error: 'invalid_token',
      error_description: 'The access token is unknown, expired or revoked. Request a new access token.',
      scope: 'read',
      resource_metadata: `${example.serverUrl}/.well-known/oauth-protected-resource/me`,
    });
    const metadata = await discoverResource(me());
    expect(await (await fetch(parameters.resource_metadata ?? '')).json()).toEqual(metadata);
    expect(metadata).toEqual({
      resource: me().href,
      authorization_servers: [example.serverUrl],
      scopes_supported: ['read'],
      bearer_methods_supported: ['header'],
      resource_name: 'Your profile',
    });
    const response = await read(await tokenFor(parameters.scope ?? ''));
    expect(await response.json()).toEqual({ sub: 'user-1', client_id: 's256', scope: 'read' });
  });

  it('learns which scope its token lacks (R275).', async () => {
    const { scheme, parameters } = await challengeOf(read(await tokenFor('write')));
    expect([scheme, parameters.error, parameters.scope]).toEqual(['bearer', 'insufficient_scope', 'read']);
  });

  it('finds the metadata of the whole server at the root of its host.', async () => {
    expect(await discoverResource(new URL(example.serverUrl))).toEqual({
      resource: example.serverUrl,
      authorization_servers: [example.serverUrl],
      scopes_supported: ['read', 'write', 'admin'],
      bearer_methods_supported: ['header'],
    });
  });

  it('gets no answer to a request with two tokens (R273).', async () => {
    const token = await tokenFor('read');
    const headers = { authorization: [`Bearer ${token}`, `Bearer ${token}`] };
    expect(await send(example.serverUrl, { method: 'GET', target: '/me', headers })).toMatchObject({ status: 400 });
  });
});

it('The API of an issuer with a path is at the root of the host, and its metadata names the issuer.', async () => {
  const ISSUER = 'https://login.example/tenant';
  const { serverUrl } = await exampleForTest({ ISSUER });
  const response = await fetch(`${serverUrl}/.well-known/oauth-protected-resource/me`);
  expect(await response.json()).toMatchObject({
    resource: 'https://login.example/me',
    authorization_servers: [ISSUER],
  });
});
