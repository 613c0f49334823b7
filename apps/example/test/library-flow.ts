import * as oauth from 'oauth4webapi';
import { allow } from './browser-session.ts';
import { redirectUriOf } from './registered-client.ts';

/** Lets the client library use http. */
export const insecure = { [oauth.allowInsecureRequests]: true };

/** One run of the flow by a client library. */
export interface LibraryFlow {
  readonly clientId: string;
  readonly scope: string;
  readonly authentication: oauth.ClientAuth;
  readonly method: 'S256' | 'plain' | 'none';
}

const challengeOf = async (method: LibraryFlow['method'], verifier: string): Promise<Record<string, string>> => {
  switch (method) {
    case 'S256':
      return { code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
    case 'plain':
      return { code_challenge: verifier, code_challenge_method: 'plain' };
    case 'none':
      return {};
  }
};

/**
 * Runs the flow with the client library oauth4webapi. The user `demo` signs in and allows the request.
 *
 * @param serverUrl where the server is reached
 * @param server what the client library knows about the server
 */
export const runLibraryFlow = async (
  serverUrl: string,
  server: oauth.AuthorizationServer,
  { clientId, scope, authentication, method }: LibraryFlow,
): Promise<oauth.TokenEndpointResponse> => {
  const client: oauth.Client = { client_id: clientId };
  const redirectUri = redirectUriOf(clientId);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const request = { client_id: clientId, redirect_uri: redirectUri, response_type: 'code', scope, state };
  const query = new URLSearchParams({ ...request, ...(await challengeOf(method, verifier)) });
  const answer = await allow(serverUrl, `${server.authorization_endpoint}?${query}`);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    oauth.validateAuthResponse(server, client, answer, state),
    redirectUri,
    method === 'none' ? oauth.nopkce : verifier,
    insecure,
  );
  return oauth.processAuthorizationCodeResponse(server, client, response);
};
