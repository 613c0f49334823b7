import { createFetchHandler } from '@codegrant/fetch';
import { createAuthorizationServer } from '@codegrant/server';
import { type D1, d1, sqlClientRegistry, sqlStore } from '@codegrant/sql';
import { cookieOf } from '../servers/fetch.ts';
import { optionsWith as options } from '../servers/server.ts';
import { optionsWith } from './d1-options.ts';
import { withPromises } from './with-promises.ts';

const others = options(cookieOf);

export default {
  fetch: (request: Request, { DB }: { readonly DB: D1 }): Promise<Response> => {
    const handler = createFetchHandler(createAuthorizationServer(optionsWith(others, DB)));
    return withPromises(
      (each) => handler.fetch(each),
      () => ({ storage: { ...sqlStore(d1(DB)).storage, registry: sqlClientRegistry(d1(DB)) } }),
    )(request);
  },
};
