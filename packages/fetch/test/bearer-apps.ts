import { authorizedReply, listen, type StartApi } from '@codegrant/conformance/suite';
import { createFetchHandler, requireBearer } from '@codegrant/fetch';
import { discoveryNotFound, type ProtectedResource, type RequiredScope } from '@codegrant/server';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';

const messagesOf = (api: ProtectedResource, required: RequiredScope): ((request: Request) => Promise<Response>) =>
  requireBearer(api, required, (_request, token) => {
    const { status, headers, body } = authorizedReply(token);
    return new Response(body, { status, headers });
  });

/** An API of the Fetch API. */
export const fetchApi: StartApi = (api, required) => {
  const metadata = createFetchHandler(api);
  const messages = messagesOf(api, required);
  return listen(
    getRequestListener((request) =>
      new URL(request.url).pathname === '/messages' ? messages(request) : metadata.fetch(request),
    ),
  );
};

/** An API of Hono. */
export const honoApi: StartApi = (api, required) => {
  const { fetch } = createFetchHandler(api, { passThrough: true });
  const { fetch: noDocument } = createFetchHandler(discoveryNotFound(api), { passThrough: true });
  const messages = messagesOf(api, required);
  const app = new Hono()
    .use(async ({ req }, next) => (await fetch(req.raw)) ?? next())
    .all('/messages', ({ req }) => messages(req.raw))
    .use(async ({ req }, next) => (await noDocument(req.raw)) ?? next());
  return listen(getRequestListener(app.fetch));
};
