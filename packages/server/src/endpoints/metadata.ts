import { authorizationServerMetadata, jsonReply } from '@codegrant/core';
import { publicUrl } from '../options/base-path.ts';
import type { EndpointHandler } from './endpoint-handler.ts';

/** Authorization server metadata (RFC 8414 §3). */
export const metadata: EndpointHandler = async (_request, { policy, surface, paths, basePath }) => {
  const token = publicUrl(paths.token, basePath);
  return jsonReply(200, authorizationServerMetadata(policy, { authorize: surface.authorizePath, token }));
};
