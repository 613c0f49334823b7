import type { HttpRequest, PathHandler, Reply } from '@codegrant/server';

/** What answers one method of one path. */
export type Answer<Context> = (request: HttpRequest<Context>) => Promise<Reply> | Reply;

const pathOf = (target: string): string => target.replace(/[?#].*$/, '');

/** A handler from answers by method and path, as in `GET /sign-in`. It leaves all else to others. */
export const routes = <Context>(answers: Readonly<Record<string, Answer<Context>>>): PathHandler<Context> => ({
  paths: Object.fromEntries(Object.keys(answers).map((route) => [route, route.replace(/^[A-Z]+ /, '')])),
  handle: async (request) => answers[`${request.method} ${pathOf(request.target)}`]?.(request),
});

/** The first handler that answers. */
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
