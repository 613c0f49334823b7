import type { Reply } from '@codegrant/core';
import type { HttpRequest } from './http-request.ts';

/** The headers by which a browser knows which other origins may read the answers of an endpoint. */
type CorsHeaders = Readonly<Record<string, string>>;

/** Which other origins may read the answers of an endpoint: the headers for a request from this origin. */
export type Cors = (origin: string | undefined) => CorsHeaders;

/** Caches must not show the answer for one origin to another. */
const vary = { vary: 'Origin' };

const withCredentials = (origin: string): CorsHeaders => ({
  'access-control-allow-origin': origin,
  'access-control-allow-credentials': 'true',
  ...vary,
});

const origins = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/(?:[A-Za-z0-9._~%-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?$/;

/** Whether an Origin header names a site. `null` stands for many. */
const isOrigin = (origin: string | undefined): origin is string =>
  origin !== undefined && origin.length <= 256 && origins.test(origin);

const withoutCredentials: CorsHeaders = { 'access-control-allow-origin': '*', ...vary };

/**
 * Any origin. The answer depends only on what the page sends: nothing reads a cookie. A page that sends its cookies all
 * the same must find its own origin in the answer.
 */
export const anyOrigin: Cors = (origin) => (isOrigin(origin) ? withCredentials(origin) : withoutCredentials);

/** The origins that the operator names. `undefined`: any origin. */
export const listedOrigins = (listed: readonly string[] | undefined): Cors =>
  listed === undefined
    ? anyOrigin
    : (origin) => (origin !== undefined && listed.includes(origin) ? withCredentials(origin) : vary);

/** The origin of a page hosted by the operator, with cookies. `undefined` for a path, which is on the same origin. */
export const originOf = (url: string): Cors | undefined => {
  if (url.startsWith('/')) return undefined;
  // As a browser writes it: in lower case, without the default port.
  const headers = withCredentials(new URL(url).origin);
  return () => headers;
};

/** A page of another origin reads only the headers that are named: when to try again, if the answer says so. */
const exposed = ({ headers }: Reply): CorsHeaders =>
  headers['retry-after'] === undefined ? {} : { 'access-control-expose-headers': 'Retry-After' };

/** Adds CORS headers to an answer. */
export const withCors = (
  reply: Reply,
  cors: Cors | undefined,
  { header }: Pick<HttpRequest<unknown>, 'header'>,
): Reply =>
  cors === undefined
    ? reply
    : { ...reply, headers: { ...cors(header('origin')), ...exposed(reply), ...reply.headers } };

/** RFC 9110 §5.6.2: names of headers, with commas between them. */
const headerNames = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+(?:[ \t]*,[ \t]*[!#$%&'*+.^_`|~0-9A-Za-z-]+)*$/;

/** A star does not include Authorization, and is not a wildcard in requests with cookies. */
const usualHeaders = 'authorization, content-type, mcp-protocol-version';

/** The headers that a preflight asks for: no header that the endpoints do not read can change an answer. */
const allowedHeaders = (asked = ''): string => (asked.length <= 1024 && headerNames.test(asked) ? asked : usualHeaders);

/** The answer to a CORS preflight, without the headers that name the origin. */
export const preflightReply = (
  methods: readonly string[],
  { header }: Pick<HttpRequest<unknown>, 'header'>,
): Reply => ({
  status: 204,
  headers: {
    'cache-control': 'no-store',
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': allowedHeaders(header('access-control-request-headers')),
    'access-control-max-age': '600',
    vary: 'Origin, Access-Control-Request-Headers',
  },
  body: '',
});
