import * as oauth from 'oauth4webapi';

/** Lets the client library use http. */
export const insecure = { [oauth.allowInsecureRequests]: true };

/** Reads the metadata of a server with the client library oauth4webapi. */
export const discover = async (issuer: string): Promise<oauth.AuthorizationServer> => {
  const url = new URL(issuer);
  const response = await oauth.discoveryRequest(url, { algorithm: 'oauth2', ...insecure });
  return oauth.processDiscoveryResponse(url, response);
};

/** One run of the flow by a client library. */
export interface LibraryFlow {
  readonly clientId: string;
  readonly redirectUri: string;
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
 * Runs the flow with the client library oauth4webapi.
 *
 * @param server what the client library knows about the server
 * @param allow allows an authorization request as a user, and returns where the browser is sent
 */
export const runLibraryFlow = async (
  server: oauth.AuthorizationServer,
  { clientId, redirectUri, scope, authentication, method }: LibraryFlow,
  allow: (authorizationUrl: string) => Promise<URL>,
): Promise<oauth.TokenEndpointResponse> => {
  const client: oauth.Client = { client_id: clientId };
  const verifier = oauth.generateRandomCodeVerifier();
  // A space must come back as it was sent.
  const state = `a ${oauth.generateRandomState()}`;
  const request = { client_id: clientId, redirect_uri: redirectUri, response_type: 'code', scope, state };
  const query = new URLSearchParams({ ...request, ...(await challengeOf(method, verifier)) });
  const answer = await allow(`${server.authorization_endpoint}?${query}`);
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
