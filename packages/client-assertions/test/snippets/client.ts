import * as client from 'openid-client';

/** Gets an access token for the client itself. `issuer` is the URL of the authorization server. */
export const tokenOf = async (
  issuer: URL,
  key: client.CryptoKey,
  kid: string,
  options: client.DiscoveryRequestOptions = { algorithm: 'oauth2' },
): Promise<string> => {
  const authentication = client.PrivateKeyJwt({ key, kid });
  const config = await client.discovery(issuer, 'warehouse', undefined, authentication, options);
  const { access_token } = await client.clientCredentialsGrant(config, { scope: 'read' });
  return access_token;
};
