import { authorizationServerMetadata, jsonReply } from '@codegrant/core';
import { publicUrl } from '../options/base-path.ts';
import { servedPaths } from '../options/paths.ts';
import type { EndpointHandler } from './endpoint-handler.ts';

/** Authorization server metadata (RFC 8414 §3). */
export const metadata: EndpointHandler = async (_request, { policy, surface, paths, basePath, tokens }) => {
  const { token, revoke, introspect } = servedPaths(paths, policy.issuer, { tokens });
  const publicPath = (path: string | undefined): string | undefined => path && publicUrl(path, basePath);
  return jsonReply(
    200,
    authorizationServerMetadata(policy, {
      authorize: surface.authorizePath,
      token: publicUrl(token, basePath),
      revoke: publicPath(revoke),
      introspect: publicPath(introspect),
    }),
  );
};
