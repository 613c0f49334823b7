import { createFetchHandler, requireBearer } from '@codegrant/fetch';
import { protectedResource } from '@codegrant/server';
import { server } from './oauth-fetch.ts';

const { fetch: oauth } = createFetchHandler(server, { passThrough: true });

const api = protectedResource({ tokens: server });
const messages = requireBearer(api, { scope: ['read'] }, (_request, { subject }) =>
  Response.json({ messagesOf: subject }),
);

export default {
  fetch: async (request: Request): Promise<Response> => (await oauth(request)) ?? messages(request),
};
