import type { Reply } from '@codegrant/core';

/** The headers by which a browser knows which other origins may read the answers of an endpoint. */
export type Cors = Readonly<Record<string, string>>;

/** Any origin, without cookies: the answer depends only on what the page sends. */
export const anyOrigin: Cors = { 'access-control-allow-origin': '*' };

/** The origin of a page hosted by the operator, with cookies. `undefined` for a path, which is on the same origin. */
export const originOf = (url: string): Cors | undefined =>
  url.startsWith('/')
    ? undefined
    : {
        // As a browser writes it: in lower case, without the default port.
        'access-control-allow-origin': new URL(url).origin,
        'access-control-allow-credentials': 'true',
        vary: 'Origin',
      };

/** Adds CORS headers to an answer. */
export const withCors = (reply: Reply, cors: Cors | undefined): Reply =>
  cors === undefined ? reply : { ...reply, headers: { ...reply.headers, ...cors } };

/** The answer to a CORS preflight, without the headers that name the origin. */
export const preflightReply = (methods: readonly string[]): Reply => ({
  status: 204,
  headers: {
    'cache-control': 'no-store',
    'access-control-allow-methods': methods.join(', '),
    // A star does not include Authorization, and is not a wildcard in requests with cookies.
    'access-control-allow-headers': 'authorization, content-type, mcp-protocol-version',
    'access-control-max-age': '600',
  },
  body: '',
});
