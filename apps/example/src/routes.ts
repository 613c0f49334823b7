import type { Handler, HttpRequest, Reply } from '@codegrant/server';

/** What answers one method of one path. */
export type Answer<Context> = (request: HttpRequest<Context>) => Promise<Reply> | Reply;

const pathOf = (target: string): string => target.replace(/[?#].*$/, '');

/** A handler from answers by method and path, as in `GET /sign-in`. It leaves all else to others. */
export const routes = <Context>(answers: Readonly<Record<string, Answer<Context>>>): Handler<Context> => ({
  handle: async (request) => answers[`${request.method} ${pathOf(request.target)}`]?.(request),
});

/** The first handler that answers. */
export const firstOf = <Context>(handlers: readonly Handler<Context>[]): Handler<Context> => ({
  handle: async (request) => {
    for (const { handle } of handlers) {
      const reply = await handle(request);
      if (reply !== undefined) return reply;
    }
    return undefined;
  },
});
