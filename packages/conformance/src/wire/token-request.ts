import type { PostedRequest } from '../vectors/posted-request.ts';
import { post, postJson, type WireRequest } from './send.ts';

/** The request of a vector with client credentials, to an endpoint with this path and query. */
export const tokenRequestOf = ({ request }: { readonly request: PostedRequest }, target: string): WireRequest => {
  const { authorization } = request;
  const headers = authorization === undefined ? {} : { authorization };
  return 'form' in request ? post(target, request.form, headers) : postJson(target, request.json, headers);
};
