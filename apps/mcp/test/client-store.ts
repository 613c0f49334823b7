/** Tokens, as both versions of the MCP SDK keep them. */
interface Tokens {
  access_token: string;
  token_type: string;
  refresh_token?: string | undefined;
  scope?: string | undefined;
}

/** How a client keeps what it gets. */
interface Given<Information> {
  readonly redirectUrl: string;
  /** What the operator gave to the client. `undefined`: the client must find a way to register. */
  readonly registered: Information | undefined;
  /** Some clients keep no refresh token. */
  readonly keepsRefreshToken: boolean;
  /** The URL of its client metadata document, if it has one. */
  readonly clientMetadataUrl: string | undefined;
}

/** What an MCP client keeps, and where it sends the user. It fits `OAuthClientProvider` of both versions of the MCP SDK. */
export const clientStore = <Information, Kept extends Tokens, Discovery>({
  redirectUrl,
  registered,
  keepsRefreshToken,
  clientMetadataUrl,
}: Given<Information>) => {
  let information = registered;
  let kept: Kept | undefined;
  let verifier = '';
  let discovery: Discovery | undefined;
  /** The URLs that the user was sent to, in order. */
  const sentTo: URL[] = [];
  return {
    sentTo,
    redirectUrl,
    ...(clientMetadataUrl === undefined ? {} : { clientMetadataUrl }),
    clientMetadata: {
      client_name: 'Test client',
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    },
    state: () => 'a state',
    clientInformation: () => information,
    saveClientInformation: (given: Information): void => {
      information = given;
    },
    tokens: () => kept,
    saveTokens: (tokens: Kept): void => {
      const { refresh_token: _, ...withoutRefreshToken } = tokens;
      kept = keepsRefreshToken ? tokens : (withoutRefreshToken as Kept);
    },
    redirectToAuthorization: (url: URL): void => void sentTo.push(url),
    saveCodeVerifier: (given: string): void => {
      verifier = given;
    },
    codeVerifier: () => verifier,
    saveDiscoveryState: (given: Discovery): void => {
      discovery = given;
    },
    discoveryState: () => discovery,
  };
};
