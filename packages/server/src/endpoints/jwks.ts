import { jsonReply } from '@codegrant/core';
import { readKeySet } from '../ports/checked-key-set.ts';
import type { EndpointHandler } from './endpoint-handler.ts';

/**
 * The keys are public and change rarely, but an API that has an old copy refuses tokens of a new key. So a new key must be published for
 * longer than this, in seconds, before it signs.
 */
const maxAge = 300;

/** The public keys that verify access tokens (RFC 7517 §5). */
export const jwks: EndpointHandler = async (_request, { tokens }) =>
  jsonReply(200, await readKeySet(tokens), { 'cache-control': `public, max-age=${maxAge}` });
