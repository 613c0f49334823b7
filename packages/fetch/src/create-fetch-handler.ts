import { type Handler, type HttpRequest, notFoundReply } from '@codegrant/server';
import type { FetchContext } from './fetch-context.ts';
import { toResponse } from './to-response.ts';

/**
 * An object with a `fetch` method, for the default export of a module on Workers, Deno and Bun. It is not a function:
 * Workers would treat a function as a class.
 *
 * @example
 * export default createFetchHandler(server);
 */
export interface FetchHandler<Platform extends readonly unknown[], Answer> {
  /** Answers a request. The other arguments of the platform go into the context. */
  readonly fetch: (request: Request, ...platform: Platform) => Promise<Answer>;
}

const targetOf = ({ url }: Request): string => {
  const { pathname, search } = new URL(url);
  return pathname + search;
};

const toHttpRequest = <Platform extends readonly unknown[]>(
  request: Request,
  platform: Platform,
): HttpRequest<FetchContext<Platform>> => ({
  method: request.method,
  target: targetOf(request),
  header: (name) => request.headers.get(name) ?? undefined,
  body: () => ({
    parsed: request.body === null ? '' : undefined,
    // If the body is rejected, the stream must stay open: otherwise some platforms could not send the answer.
    stream: request.bodyUsed ? undefined : request.body?.values({ preventCancel: true }),
  }),
  context: { request, env: platform[0], ctx: platform[1] },
});

/**
 * Mounts an authorization server on any platform with `Request` and `Response`.
 *
 * @param options with `passThrough: true`, `fetch` resolves to `undefined` for a path that the server does not serve.
 *   Default: it resolves to a 404
 * @example
 * export default createFetchHandler(server); // Workers, Deno, Bun
 * export const { fetch: GET, fetch: POST } = createFetchHandler(server); // a route of Next.js
 */
export function createFetchHandler<Platform extends readonly unknown[]>(
  handler: Handler<FetchContext<Platform>>,
  options?: { readonly passThrough?: false },
): FetchHandler<Platform, Response>;
export function createFetchHandler<Platform extends readonly unknown[]>(
  handler: Handler<FetchContext<Platform>>,
  options: { readonly passThrough: boolean },
): FetchHandler<Platform, Response | undefined>;
export function createFetchHandler<Platform extends readonly unknown[]>(
  handler: Handler<FetchContext<Platform>>,
  { passThrough = false }: { readonly passThrough?: boolean } = {},
): FetchHandler<Platform, Response | undefined> {
  return {
    fetch: async (request, ...platform) => {
      const httpRequest = toHttpRequest(request, platform);
      const reply = (await handler.handle(httpRequest)) ?? (passThrough ? undefined : notFoundReply(httpRequest));
      return reply && toResponse(reply);
    },
  };
}
