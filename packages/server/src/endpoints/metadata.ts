import { type AuthorizationServerMetadata, authorizationServerMetadata, jsonReply } from '@codegrant/core';
import { issuerOrigin } from '@codegrant/core/internal';
import { publicUrl } from '../options/base-path.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { isServed } from './served-endpoint.ts';
import { settingsOfServer } from './settings-of-server.ts';

/** What the metadata takes from the settings of a server. None of it depends on the requests of the adapter. */
type MetadataSettings = Pick<
  ServerSettings<unknown>,
  | 'policy'
  | 'surface'
  | 'paths'
  | 'basePath'
  | 'endpoints'
  | 'tokens'
  | 'grantTypes'
  | 'clientSources'
  | 'clientAssertions'
>;

const documentOf = ({
  policy,
  surface,
  paths,
  basePath,
  endpoints,
  tokens,
  grantTypes,
  clientSources,
  clientAssertions,
}: MetadataSettings): AuthorizationServerMetadata => {
  const token = publicUrl(paths.token, basePath);
  const jwks = tokens.jwks === undefined ? undefined : publicUrl(paths.jwks, basePath);
  const urlOf = (path: string): string => issuerOrigin(policy.issuer) + publicUrl(path, basePath);
  const optional = endpoints.filter(isServed).map((endpoint) => endpoint.metadata((name) => urlOf(paths[name])));
  const document = Object.assign(
    authorizationServerMetadata(
      policy,
      { authorize: surface.authorizePath, token, jwks },
      grantTypes.map(({ name }) => name),
    ),
    ...optional,
    ...clientSources.map(({ metadata }) => metadata),
  );
  return { ...document, ...clientAssertions?.metadata(document) };
};

/** Authorization server metadata (RFC 8414 §3). It is made once, because no request changes it. */
export const metadataOf = (settings: MetadataSettings): EndpointHandler => {
  const document = documentOf(settings);
  return async () => jsonReply(200, document);
};

/**
 * The metadata that a server serves.
 *
 * @param server what `createAuthorizationServer` returned
 * @throws {TypeError} if it is anything else, for example a copy
 */
export const metadataOfServer = (server: object): AuthorizationServerMetadata => documentOf(settingsOfServer(server));
