import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { AuthorizationCode } from 'simple-oauth2';
import { allow } from './browser-session.ts';
import { discover, insecure, runLibraryFlow } from './library-flow.ts';
import { newTokenRequest } from './new-token-request.ts';
import { redirectUriOf } from './registered-client.ts';

/** The tokens of a grant. */
interface GrantedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A client library that acts as the client `refreshing-with-secret`. */
export interface LibraryClient {
  /** Runs the flow as the user demo, and redeems the code. */
  readonly authorize: () => Promise<GrantedTokens>;
  readonly refresh: (refreshToken: string) => Promise<GrantedTokens>;
  readonly revoke: (refreshToken: string) => Promise<unknown>;
  /** Whether the server says that a token is active. */
  readonly isActive: (token: string) => Promise<boolean>;
}

const clientId = 'refreshing-with-secret';
const secret = 'a refreshing secret';

const grantedIn = (answer: Readonly<Record<string, unknown>>): GrantedTokens => ({
  accessToken: String(answer['access_token']),
  refreshToken: String(answer['refresh_token']),
});

/** The answer as the members of an object. */
const granted = (answer: oauth.TokenEndpointResponse): GrantedTokens => grantedIn({ ...answer });

const oauth4webapi = async (serverUrl: string): Promise<LibraryClient> => {
  const server = await discover(serverUrl);
  const client: oauth.Client = { client_id: clientId };
  const authentication = oauth.ClientSecretBasic(secret);
  const flow = {
    clientId,
    redirectUri: redirectUriOf(clientId),
    scope: 'read',
    authentication,
    method: 'S256',
  } as const;
  return {
    authorize: async () => granted(await runLibraryFlow(server, flow, (url) => allow(serverUrl, url))),
    refresh: async (token) => {
      const response = await oauth.refreshTokenGrantRequest(server, client, authentication, token, insecure);
      return granted(await oauth.processRefreshTokenResponse(server, client, response));
    },
    revoke: async (token) =>
      oauth.processRevocationResponse(await oauth.revocationRequest(server, client, authentication, token, insecure)),
    isActive: async (token) => {
      const response = await oauth.introspectionRequest(server, client, authentication, token, insecure);
      return (await oauth.processIntrospectionResponse(server, client, response)).active;
    },
  };
};

const openidClient = async (serverUrl: string): Promise<LibraryClient> => {
  const options: openid.DiscoveryRequestOptions = { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] };
  const authentication = openid.ClientSecretPost(secret);
  const config = await openid.discovery(new URL(serverUrl), clientId, undefined, authentication, options);
  return {
    authorize: async () => {
      const pkceCodeVerifier = openid.randomPKCECodeVerifier();
      const url = openid.buildAuthorizationUrl(config, {
        redirect_uri: redirectUriOf(clientId),
        scope: 'read',
        code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
      });
      const callback = await allow(serverUrl, url.href);
      return granted(await openid.authorizationCodeGrant(config, callback, { pkceCodeVerifier }));
    },
    refresh: async (token) => granted(await openid.refreshTokenGrant(config, token)),
    revoke: (token) => openid.tokenRevocation(config, token, { token_type_hint: 'refresh_token' }),
    isActive: async (token) => (await openid.tokenIntrospection(config, token)).active,
  };
};

/** This library has no discovery and no introspection. */
const simpleOauth2 = async (serverUrl: string): Promise<LibraryClient> => {
  const client = new AuthorizationCode({
    client: { id: clientId, secret },
    auth: { tokenHost: serverUrl, tokenPath: '/oauth/token', revokePath: '/oauth/revoke' },
  });
  const authorization = `Basic ${Buffer.from(`${clientId}:${encodeURIComponent(secret)}`).toString('base64')}`;
  return {
    authorize: async () => {
      const form = await newTokenRequest(serverUrl, clientId, { scope: 'read' });
      const { code = '', redirect_uri = '', code_verifier = '' } = form;
      const redeemed = { code, redirect_uri, code_verifier };
      return grantedIn((await client.getToken(redeemed)).token);
    },
    refresh: async (refresh_token) => grantedIn((await client.createToken({ refresh_token }).refresh()).token),
    revoke: (refresh_token) => client.createToken({ refresh_token }).revoke('refresh_token'),
    isActive: async (token) => {
      const sent = { method: 'POST', headers: { authorization }, body: new URLSearchParams({ token }) };
      const { active }: { readonly active: boolean } = await (
        await fetch(`${serverUrl}/oauth/introspect`, sent)
      ).json();
      return active;
    },
  };
};

/** Client libraries of other projects, by name. Each finds out by itself what it needs to know about the server. */
export const libraryClients: Readonly<Record<string, (serverUrl: string) => Promise<LibraryClient>>> = {
  oauth4webapi,
  'openid-client': openidClient,
  'simple-oauth2': simpleOauth2,
};
