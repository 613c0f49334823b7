import { authorizationServerMetadata, jsonReply } from '@codegrant/core';
import type { EndpointHandler } from './endpoint-handler.ts';

/** Authorization server metadata (RFC 8414 §3). */
export const metadata: EndpointHandler = async (_request, { policy, paths }) =>
  jsonReply(200, authorizationServerMetadata(policy, paths));
