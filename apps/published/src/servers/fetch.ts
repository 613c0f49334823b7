import { createFetchHandler, type FetchContext, type FetchHandler } from '@codegrant/fetch';
import { createServer } from './server.ts';

/** The Cookie header of a request. */
export const cookieOf = ({ request }: FetchContext): string | undefined => request.headers.get('cookie') ?? undefined;

/** The server as a fetch handler, for workerd, Deno and Bun. */
export const handler: FetchHandler<readonly unknown[], Response> = createFetchHandler(createServer(cookieOf));
