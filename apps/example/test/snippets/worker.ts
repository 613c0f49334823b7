import { createFetchHandler } from '@codegrant/fetch';
import { createAuthorizationServer } from '@codegrant/server';
import { type Env, optionsFrom } from './server.ts';

export default {
  fetch: (request: Request, env: Env): Promise<Response> =>
    createFetchHandler(createAuthorizationServer(optionsFrom(env))).fetch(request),
};
