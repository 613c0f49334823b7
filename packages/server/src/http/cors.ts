import type { Reply } from '@codegrant/core';

/** Which pages of other origins a browser lets see the answers of an endpoint, as headers. */
export type Cors = Readonly<Record<string, string>>;

/** Any page, without the cookies of its user: what is answered depends on nothing but what the page sends. */
export const anyOrigin: Cors = { 'access-control-allow-origin': '*' };

/** The operator's own page, with the cookies of its user. A path is no other origin. */
export const originOf = (url: string): Cors | undefined =>
  url.startsWith('/')
    ? undefined
    : {
        // As a browser writes it: in lower case, and without the port that goes without saying.
        'access-control-allow-origin': new URL(url).origin,
        'access-control-allow-credentials': 'true',
        vary: 'Origin',
      };

/** An answer that pages of other origins may see. */
export const withCors = (reply: Reply, cors: Cors | undefined): Reply =>
  cors === undefined ? reply : { ...reply, headers: { ...reply.headers, ...cors } };

/** What a browser is told that asks whether a page may send its request, besides whose page may. */
export const preflightReply = (methods: readonly string[]): Reply => ({
  status: 204,
  headers: {
    'cache-control': 'no-store',
    'access-control-allow-methods': methods.join(', '),
    // A star does not stand for Authorization, and stands for nothing where cookies are sent.
    'access-control-allow-headers': 'authorization, content-type, mcp-protocol-version',
    'access-control-max-age': '600',
  },
  body: '',
});
