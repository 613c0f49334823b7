import type { RequestListener } from 'node:http';
import { codegrant } from '@codegrant/fastify';
import { createFetchHandler, type FetchContext } from '@codegrant/fetch';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import { getRequestListener } from '@hono/node-server';
import Fastify, { type FastifyRequest } from 'fastify';
import { type AppSettings, createApp } from './app.ts';
import type { HeaderOf } from './owner.ts';

/** The settings of the app, without the one that depends on the adapter. */
type Settings = Omit<AppSettings<unknown>, 'headerOf'>;

/** Creates the app, mounts it and returns a listener for a Node server. */
export type Adapter = (settings: Settings) => Promise<RequestListener>;

/** `@codegrant/fastify`: the app is a Fastify plugin. */
const fastify: Adapter = async (settings) => {
  const app = Fastify();
  const headerOf: HeaderOf<FastifyRequest> = (request, name) => request.headers[name];
  await app.register(codegrant, { server: createApp({ ...settings, headerOf }) });
  await app.ready();
  return (request, response) => app.routing(request, response);
};

/** `@codegrant/node`: the app is a request listener of `node:http`. */
const node: Adapter = async (settings) => {
  const headerOf: HeaderOf<NodeRequest> = (request, name) => request.headers[name];
  return toNodeHandler(createApp({ ...settings, headerOf }));
};

/** `@codegrant/fetch`: the app takes a `Request` and returns a `Response`. Workers, Deno and Bun need no listener; Node does. */
const fetch: Adapter = async (settings) => {
  const headerOf: HeaderOf<FetchContext> = ({ request }, name) => request.headers.get(name) ?? undefined;
  const handler = createFetchHandler(createApp({ ...settings, headerOf }));
  return getRequestListener(handler.fetch, { overrideGlobalObjects: false });
};

/** The adapters by their names in ADAPTER. */
export const adapters: Readonly<Record<'fastify' | 'node' | 'fetch', Adapter>> = { fastify, node, fetch };
