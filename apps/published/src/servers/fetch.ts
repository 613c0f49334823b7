import { createFetchHandler, type FetchContext, type FetchHandler } from '@codegrant/fetch';
import { createServer } from './server.ts';

/** The server as a fetch handler, for workerd, Deno and Bun. */
export const handler: FetchHandler<readonly unknown[], Response> = createFetchHandler(
  createServer<FetchContext>(({ request }) => request.headers.get('cookie') ?? undefined),
);
