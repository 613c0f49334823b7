import type { RequestListener } from 'node:http';
import { codegrant } from '@codegrant/fastify';
import { createFetchHandler, type FetchContext } from '@codegrant/fetch';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import { getRequestListener } from '@hono/node-server';
import Fastify, { type FastifyRequest } from 'fastify';
import { type AppSettings, createApp } from './app.ts';

/** The settings of the app, without the one that depends on the adapter. */
type Settings = Omit<AppSettings<unknown>, 'cookieOf'>;

/** Creates the app, mounts it and returns a listener for a Node server. */
export type Adapter = (settings: Settings) => Promise<RequestListener>;

/** `@codegrant/fastify`: the app is a Fastify plugin. */
const fastify: Adapter = async (settings) => {
  const app = Fastify();
  const cookieOf = (request: FastifyRequest): string | undefined => request.headers.cookie;
  await app.register(codegrant, { server: createApp({ ...settings, cookieOf }) });
  await app.ready();
  return (request, response) => app.routing(request, response);
};

/** `@codegrant/node`: the app is a request listener of `node:http`. */
const node: Adapter = async (settings) => {
  const cookieOf = (request: NodeRequest): string | undefined => request.headers.cookie;
  return toNodeHandler(createApp({ ...settings, cookieOf }));
};

/** `@codegrant/fetch`: the app takes a `Request` and returns a `Response`. Workers, Deno and Bun need no listener; Node does. */
const fetch: Adapter = async (settings) => {
  const cookieOf = ({ request }: FetchContext): string | undefined => request.headers.get('cookie') ?? undefined;
  const handler = createFetchHandler(createApp({ ...settings, cookieOf }));
  return getRequestListener(handler.fetch, { overrideGlobalObjects: false });
};

/** The adapters by their names in ADAPTER. */
export const adapters: Readonly<Record<'fastify' | 'node' | 'fetch', Adapter>> = { fastify, node, fetch };
