import type { PresentingRequest } from '../vectors/presented-token-vector.ts';
import type { RefreshVector } from '../vectors/refresh-vector.ts';
import type { TokenVector } from '../vectors/token-vector.ts';
import type { RedemptionVector } from '../vectors/vector.ts';
import { post, postJson, type WireRequest } from './send.ts';

/** The request of a vector with client credentials, to an endpoint with this path and query. */
export const tokenRequestOf = (
  { request }: RedemptionVector | RefreshVector | TokenVector | { readonly request: PresentingRequest },
  target: string,
): WireRequest => {
  const { authorization } = request;
  const headers = authorization === undefined ? {} : { authorization };
  return 'form' in request ? post(target, request.form, headers) : postJson(target, request.json, headers);
};
