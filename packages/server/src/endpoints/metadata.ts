import { authorizationServerMetadata, jsonReply, type Reply } from '@codegrant/core';
import type { HttpRequest } from '../http/http-request.ts';
import type { Parts } from '../options/parts.ts';

/** Authorization server metadata (RFC 8414 §3). */
export const metadata = async <Context>(
  _request: HttpRequest<Context>,
  { policy, paths }: Parts<Context>,
): Promise<Reply> => jsonReply(200, authorizationServerMetadata(policy, paths));
