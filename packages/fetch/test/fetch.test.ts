import { asUrl, describeEndpoint, listen } from '@codegrant/conformance/suite';
import { createFetchHandler } from '@codegrant/fetch';
import { createAuthorizationServer, discoveryNotFound } from '@codegrant/server';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';

describeEndpoint(
  'Fetch',
  (options) => listen(getRequestListener(createFetchHandler(createAuthorizationServer(options)).fetch)),
  asUrl,
);

describeEndpoint(
  'Hono',
  (options) => {
    const server = createAuthorizationServer(options);
    const { fetch } = createFetchHandler(server, { passThrough: true });
    const { fetch: noDocument } = createFetchHandler(discoveryNotFound(server), { passThrough: true });
    const app = new Hono()
      .use(async ({ req }, next) => (await fetch(req.raw)) ?? next())
      .use(async ({ req }, next) => (await noDocument(req.raw)) ?? next());
    return listen(getRequestListener(app.fetch));
  },
  asUrl,
);
