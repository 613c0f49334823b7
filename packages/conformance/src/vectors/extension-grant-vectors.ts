import requests from '../../vectors/extension-grant/requests.json' with { type: 'json' };
import { readTokenVectors, type TokenVector } from './token-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Requests with a grant type of the operator. */
export const extensionGrantVectors: readonly VectorGroup<TokenVector>[] = groups(readTokenVectors, {
  requests,
});
