import type { RequestListener } from 'node:http';
import { codegrant } from '@codegrant/fastify';
import { createFetchHandler } from '@codegrant/fetch';
import { toNodeHandler } from '@codegrant/node';
import type { AuthorizationServer } from '@codegrant/server';
import { getRequestListener } from '@hono/node-server';
import Fastify, { type FastifyInstance } from 'fastify';

/** Creates the server that an adapter serves. */
export type CreateServer = <Context>() => AuthorizationServer<Context>;

type Adapter = (createServer: CreateServer) => Promise<RequestListener>;

/** The listener of an application with Fastify. */
export const fastifyListener = async (app: FastifyInstance): Promise<RequestListener> => {
  await app.ready();
  return (request, response) => app.routing(request, response);
};

/** A server of this project behind each of its adapters. */
export const adapters = {
  node: async (createServer) => toNodeHandler(createServer()),
  fastify: async (createServer) => {
    const app = Fastify();
    await app.register(codegrant, { server: createServer() });
    return fastifyListener(app);
  },
  fetch: async (createServer) => getRequestListener(createFetchHandler(createServer()).fetch),
} satisfies Readonly<Record<string, Adapter>>;
