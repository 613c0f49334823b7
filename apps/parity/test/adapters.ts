import { listen, type StartApi, type StartServer } from '@codegrant/conformance/suite';
import { createFetchHandler } from '@codegrant/fetch';
import { toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer, discoveryNotFound } from '@codegrant/server';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import { fastifyApi } from '../../../packages/fastify/test/bearer-apps.ts';
import { appWith, injectInto, listenOn } from '../../../packages/fastify/test/fastify-app.ts';
import { fetchApi, honoApi } from '../../../packages/fetch/test/bearer-apps.ts';
import { expressApi, nodeApi } from '../../../packages/node/test/bearer-apps.ts';

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

/** APIs of every adapter. */
export const apiAdapters: Readonly<Record<string, StartApi>> = {
  'node:http': nodeApi,
  'Express 5': expressApi,
  Fastify: (api, required) => listenOn(fastifyApi(api, required)),
  Fetch: fetchApi,
  Hono: honoApi,
  'Fastify by inject': (api, required) => injectInto(fastifyApi(api, required)),
};
