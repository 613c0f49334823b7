import { tokenEndpointAuthMethods } from '../../client/client-metadata.ts';
import { codeChallengeMethods } from '../../code/code-challenge-method.ts';
import { issuerOrigin } from '../../settings/issuer.ts';
import type { Policy } from '../../settings/policy.ts';
import { responseTypes } from '../authorization/request/authorization-request-schema.ts';
import type { AuthorizationServerMetadata } from './metadata-schema.ts';

/** The paths of the endpoints that metadata names. */
export interface MetadataPaths {
  readonly authorize: string;
  readonly token: string;
}

/**
 * What a client can find out about the server, from the policy that it is judged by.
 *
 * @see RFC 8414 §2
 * @example
 * authorizationServerMetadata(policy, { authorize: '/oauth/authorize', token: '/oauth/token' }).issuer;
 */
export const authorizationServerMetadata = (
  { issuer, scopes, codeChallengeMethods: allowed }: Policy,
  paths: MetadataPaths,
): AuthorizationServerMetadata => ({
  issuer,
  authorization_endpoint: issuerOrigin(issuer) + paths.authorize,
  token_endpoint: issuerOrigin(issuer) + paths.token,
  scopes_supported: [...scopes.keys()],
  response_types_supported: responseTypes,
  response_modes_supported: ['query'],
  grant_types_supported: ['authorization_code'],
  token_endpoint_auth_methods_supported: tokenEndpointAuthMethods,
  // RFC 7636 §6.2.2, and OAuth 2.1 §7.10: this is how a client learns that PKCE is supported.
  code_challenge_methods_supported: codeChallengeMethods.filter((method) => allowed.includes(method)),
  authorization_response_iss_parameter_supported: true,
});

/**
 * Where metadata of an issuer is looked for: the well-known path goes between the issuer's host and its path.
 *
 * @see RFC 8414 §3.1
 * @example
 * metadataPath('https://login.example/tenant'); // '/.well-known/oauth-authorization-server/tenant'
 */
export const metadataPath = (issuer: string): string =>
  `/.well-known/oauth-authorization-server${issuer.slice(issuerOrigin(issuer).length).replace(/\/$/, '')}`;
