import { createFetchHandler, type FetchContext } from '@codegrant/fetch';
import { createJwtServer } from './jwt.ts';
import { createServer } from './server.ts';

/** The Cookie header of a request. */
export const cookieOf = ({ request }: FetchContext): string | undefined => request.headers.get('cookie') ?? undefined;

const opaque = createFetchHandler(createServer(cookieOf));
const jwt = createFetchHandler(createJwtServer(cookieOf));

/** Two servers as a fetch handler, for workerd, Deno and Bun: the one below /jwt has access tokens that are JWTs. */
export const handler = {
  fetch: (request: Request): Promise<Response> =>
    (new URL(request.url).pathname.startsWith('/jwt/') ? jwt : opaque).fetch(request),
};
