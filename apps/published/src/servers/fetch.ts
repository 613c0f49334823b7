import { createFetchHandler, type FetchContext, type FetchHandler } from '@codegrant/fetch';
import { createServer } from './server.ts';

/** The server behind `Request` and `Response`. */
export const handler: FetchHandler<readonly unknown[], Response> = createFetchHandler(
  createServer<FetchContext>(({ request }) => request.headers.get('cookie') ?? undefined),
);
