import { supportedGrantTypes } from '../token/grant-type/supported-grant-types.ts';
import { tokenEndpointAuthMethods } from '../../client/client-metadata.ts';
import { codeChallengeMethods } from '../../code/code-challenge-method.ts';
import { issuerOrigin, issuerPath } from '../../settings/issuer.ts';
import type { Policy } from '../../settings/policy.ts';
import { responseModes, responseTypes } from '../authorization/request/supported-responses.ts';
import type { AuthorizationServerMetadata } from './metadata-schema.ts';

/** The paths of the endpoints in the metadata. */
export interface MetadataPaths {
  readonly authorize: string;
  readonly token: string;
  /** The public keys of access tokens. `undefined` if they are no JWTs. */
  readonly jwks?: string | undefined;
}

/**
 * The metadata of the authorization server, made from the policy that it enforces.
 *
 * @param grantTypes the names of the option `grantTypes`. Default: none
 * @see RFC 8414 §2
 * @example
 * authorizationServerMetadata(policy, { authorize: '/oauth/authorize', token: '/oauth/token' }).issuer;
 */
export const authorizationServerMetadata = (
  policy: Policy,
  paths: MetadataPaths,
  grantTypes: readonly string[] = [],
): AuthorizationServerMetadata => {
  const { issuer, scopes, resources, codeChallengeMethods: allowed } = policy;
  return {
    issuer,
    authorization_endpoint: issuerOrigin(issuer) + paths.authorize,
    token_endpoint: issuerOrigin(issuer) + paths.token,
    ...(paths.jwks === undefined ? {} : { jwks_uri: issuerOrigin(issuer) + paths.jwks }),
    scopes_supported: [...scopes.keys()],
    response_types_supported: responseTypes,
    response_modes_supported: responseModes,
    grant_types_supported: supportedGrantTypes(policy, grantTypes),
    token_endpoint_auth_methods_supported: tokenEndpointAuthMethods,
    // RFC 7636 §6.2.2 and OAuth 2.1 §7.10: clients learn from this member that PKCE is supported.
    code_challenge_methods_supported: codeChallengeMethods.filter((method) => allowed.includes(method)),
    authorization_response_iss_parameter_supported: true,
    // RFC 9728 §4: a client can check that a resource and this server name each other.
    ...(resources.size === 0 ? {} : { protected_resources: [...resources.keys()] }),
  };
};

/**
 * The path of the metadata of an issuer: the well-known path, followed by the path of the issuer.
 *
 * @see RFC 8414 §3.1
 * @example
 * metadataPath('https://login.example/tenant'); // '/.well-known/oauth-authorization-server/tenant'
 */
export const metadataPath = (issuer: string): string => `/.well-known/oauth-authorization-server${issuerPath(issuer)}`;
