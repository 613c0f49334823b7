import { asUrl, describeEndpoint, listen } from '@codegrant/conformance/suite';
import { createFetchHandler } from '@codegrant/fetch';
import { createAuthorizationServer } from '@codegrant/server';
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
    const { fetch } = createFetchHandler(createAuthorizationServer(options), { passThrough: true });
    return listen(getRequestListener(new Hono().use(async ({ req }, next) => (await fetch(req.raw)) ?? next()).fetch));
  },
  asUrl,
);
