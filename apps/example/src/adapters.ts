import type { RequestListener } from 'node:http';
import { codegrant } from '@codegrant/fastify';
import { createFetchHandler, type FetchContext } from '@codegrant/fetch';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import { getRequestListener } from '@hono/node-server';
import Fastify, { type FastifyRequest } from 'fastify';
import { type AppSettings, createApp } from './app.ts';

/** What the app is made for, but for what only an adapter knows. */
type Settings = Omit<AppSettings<unknown>, 'cookieOf'>;

/** Mounts the app, and gives a listener for the address that the server has already. */
export type Adapter = (settings: Settings) => Promise<RequestListener>;

/** Fastify: a plugin among others. */
const fastify: Adapter = async (settings) => {
  const app = Fastify();
  const cookieOf = (request: FastifyRequest): string | undefined => request.headers.cookie;
  await app.register(codegrant, { server: createApp({ ...settings, cookieOf }) });
  await app.ready();
  return (request, response) => app.routing(request, response);
};

/** The server of Node itself. */
const node: Adapter = async (settings) => {
  const cookieOf = (request: NodeRequest): string | undefined => request.headers.cookie;
  return toNodeHandler(createApp({ ...settings, cookieOf }));
};

/** What has `Request` and `Response`. On Workers, Deno and Bun it serves as it is; here Node serves it. */
const fetch: Adapter = async (settings) => {
  const cookieOf = ({ request }: FetchContext): string | undefined => request.headers.get('cookie') ?? undefined;
  const handler = createFetchHandler(createApp({ ...settings, cookieOf }));
  return getRequestListener(handler.fetch, { overrideGlobalObjects: false });
};

/** The adapters, by their names in ADAPTER. */
export const adapters: Readonly<Record<'fastify' | 'node' | 'fetch', Adapter>> = { fastify, node, fetch };
