import { type HttpRequest, type PathHandler, type Reply, TemporarilyUnavailable } from '@codegrant/server';
import { plain } from './replies.ts';

/** Answers one method of one path. */
export type Route<Context> = (request: HttpRequest<Context>) => Promise<Reply> | Reply;

const pathOf = (target: string): string => target.replace(/[?#].*$/, '');

/** The reply while the storage does not answer. It tells no cause. */
const unavailable = (cause: unknown): Reply => {
  if (!(cause instanceof TemporarilyUnavailable)) throw cause;
  console.error(cause);
  const reply = plain(503, 'This service is not available at the moment. Try again in a minute.');
  return { ...reply, headers: { ...reply.headers, 'retry-after': '60' } };
};

/** A handler made of routes by method and path, such as `GET /sign-in`. It returns `undefined` for any other request. */
export const routes = <Context>(table: Readonly<Record<string, Route<Context>>>): PathHandler<Context> => ({
  paths: Object.fromEntries(Object.keys(table).map((route) => [route, route.replace(/^[A-Z]+ /, '')])),
  handle: async (request) => {
    try {
      return await table[`${request.method} ${pathOf(request.target)}`]?.(request);
    } catch (cause) {
      return unavailable(cause);
    }
  },
});

/** A handler that returns the reply of the first handler that has one. */
export const firstOf = <Context>(handlers: readonly PathHandler<Context>[]): PathHandler<Context> => ({
  paths: Object.fromEntries(handlers.flatMap(({ paths }) => Object.entries(paths))),
  handle: async (request) => {
    for (const { handle } of handlers) {
      const reply = await handle(request);
      if (reply !== undefined) return reply;
    }
    return undefined;
  },
});
