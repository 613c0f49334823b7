import { resourceParts } from '../resource/resource-uri.ts';

/** The metadata of a protected resource: RFC 9728 §2. */
export interface ProtectedResourceMetadata {
  readonly resource: string;
  readonly authorization_servers?: readonly string[] | undefined;
  readonly scopes_supported?: readonly string[] | undefined;
  readonly bearer_methods_supported: readonly ['header'];
  readonly resource_name?: string | undefined;
}

/** What the metadata of a protected resource tells. */
export interface ProtectedResourceDescription {
  /** Its URI: https, without a fragment; http on loopback only. */
  readonly resource: string;
  /** The issuers of the authorization servers whose access tokens it accepts. Default: not told. */
  readonly authorizationServers?: readonly string[] | undefined;
  /** Every scope that its requests may need. Default: not told. */
  readonly scopes?: readonly string[] | undefined;
  /** Its name, for users. Default: none. */
  readonly name?: string | undefined;
}

/**
 * The metadata of a protected resource.
 *
 * @see RFC 9728 §2
 * @example
 * protectedResourceMetadata({ resource: 'https://api.example', authorizationServers: ['https://login.example'] });
 */
export const protectedResourceMetadata = ({
  resource,
  authorizationServers,
  scopes,
  name,
}: ProtectedResourceDescription): ProtectedResourceMetadata => ({
  resource,
  ...(authorizationServers === undefined ? {} : { authorization_servers: authorizationServers }),
  ...(scopes === undefined ? {} : { scopes_supported: scopes }),
  // RFC 9700 §4.3.2: not in the query, and a body is not every request's.
  bearer_methods_supported: ['header'],
  ...(name === undefined ? {} : { resource_name: name }),
});

/**
 * The URL of the metadata of a protected resource: the well-known path is between the host and the path of the resource.
 *
 * @see RFC 9728 §3.1
 * @example
 * protectedResourceMetadataUrl('https://api.example/mcp'); // 'https://api.example/.well-known/oauth-protected-resource/mcp'
 */
export const protectedResourceMetadataUrl = (resource: string): string => {
  const { origin, rest } = resourceParts(resource);
  // A slash that ends the host is removed.
  return `${origin}/.well-known/oauth-protected-resource${rest === '/' ? '' : rest}`;
};
