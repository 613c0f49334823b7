import type { PathHandler } from './create-authorization-server.ts';
import { splitTarget } from './http/http-request.ts';
import { discoveryNames, isDiscovery, noDocumentReply } from './http/not-found-reply.ts';

const places = discoveryNames.flatMap((name) => [`/.well-known/${name}`, `/.well-known/${name}/*`]);

/**
 * Answers 404 where clients look for documents about a server that do not exist, with CORS headers: a client in a page
 * sees a 404, and no network error. Mount it after everything else, if your framework answers unknown paths itself:
 * Express, Hono, Fastify. If the adapter answers them, it does so already.
 *
 * @param handlers the authorization server, and the protected resources whose metadata is served. Their own paths are left out
 * @example
 * app.use(toNodeHandler(discoveryNotFound(server))); // Express, after your own routes
 */
export const discoveryNotFound = (...handlers: readonly Pick<PathHandler<never>, 'paths'>[]): PathHandler<unknown> => {
  const served = new Set(handlers.flatMap(({ paths }) => Object.values(paths)));
  return {
    paths: Object.fromEntries(places.filter((path) => !served.has(path)).map((path) => [path, path])),
    handle: async (request) => {
      const { path } = splitTarget(request.target);
      return isDiscovery(path) && !served.has(path) ? noDocumentReply(request) : undefined;
    },
  };
};
