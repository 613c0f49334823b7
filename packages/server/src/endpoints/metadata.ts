import { authorizationServerMetadata, jsonReply } from '@codegrant/core';
import { issuerOrigin } from '@codegrant/core/internal';
import { publicUrl } from '../options/base-path.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { isServed } from './served-endpoint.ts';

/** Authorization server metadata (RFC 8414 §3). */
export const metadata: EndpointHandler = async (
  _request,
  { policy, surface, paths, basePath, endpoints, tokens, grantTypes },
) => {
  const token = publicUrl(paths.token, basePath);
  const jwks = tokens.jwks === undefined ? undefined : publicUrl(paths.jwks, basePath);
  const urlOf = (path: string): string => issuerOrigin(policy.issuer) + publicUrl(path, basePath);
  const optional = endpoints.filter(isServed).map((endpoint) => endpoint.metadata((name) => urlOf(paths[name])));
  return jsonReply(
    200,
    Object.assign(
      authorizationServerMetadata(
        policy,
        { authorize: surface.authorizePath, token, jwks },
        grantTypes.map(({ name }) => name),
      ),
      ...optional,
    ),
  );
};
