import { listen, type StartServer } from '@codegrant/conformance/suite';
import { createFetchHandler } from '@codegrant/fetch';
import { toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer, discoveryNotFound } from '@codegrant/server';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import { appWith, injectInto, listenOn } from '../../../packages/fastify/test/fastify-app.ts';

/** Servers that listen on a port, by the name of the adapter. */
export const adaptersOverSockets: Readonly<Record<string, StartServer>> = {
  'node:http': (options) => listen(toNodeHandler(createAuthorizationServer(options))),
  'Express 5': (options) => {
    const server = createAuthorizationServer(options);
    const app = express()
      .disable('x-powered-by')
      .use(toNodeHandler(server))
      .use(toNodeHandler(discoveryNotFound(server)));
    return listen(app);
  },
  Fastify: (options) => listenOn(appWith(createAuthorizationServer(options))),
  Fetch: (options) => listen(getRequestListener(createFetchHandler(createAuthorizationServer(options)).fetch)),
};

/** Every adapter. */
export const adapters: Readonly<Record<string, StartServer>> = {
  ...adaptersOverSockets,
  'Fastify by inject': (options) => injectInto(appWith(createAuthorizationServer(options))),
};
