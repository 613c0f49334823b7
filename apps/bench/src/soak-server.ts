import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { codegrant } from '@codegrant/fastify';
import { createFetchHandler } from '@codegrant/fetch';
import { toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer } from '@codegrant/server';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import Fastify from 'fastify';
import type { Memory } from './memory.ts';
import { serverOptions } from './server-options.ts';

// The server of the soak, in a process of its own. It answers each message of its parent with what it has used.

const listeners: Readonly<Record<string, () => Promise<RequestListener>>> = {
  node: async () => toNodeHandler(createAuthorizationServer(serverOptions())),
  express: async () => express().use(toNodeHandler(createAuthorizationServer(serverOptions()))),
  fastify: async () => {
    const app = Fastify();
    await app.register(codegrant, { server: createAuthorizationServer(serverOptions()) });
    await app.ready();
    return (request, response) => app.routing(request, response);
  },
  fetch: async () => getRequestListener(createFetchHandler(createAuthorizationServer(serverOptions())).fetch),
};

let unhandled = 0;
const countUnhandled = (cause: unknown): void => {
  unhandled += 1;
  console.error(cause);
};
process.on('unhandledRejection', countUnhandled);
process.on('uncaughtException', countUnhandled);

const megabytes = (bytes: number): number => Math.round(bytes / 100_000) / 10;

const memory = (): Memory => {
  // Only what is still in use counts.
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: megabytes(heapUsed), rss: megabytes(rss), unhandled };
};

const [, , adapter = ''] = process.argv;
const listener = await listeners[adapter]?.();
if (listener === undefined) throw new Error(`--adapter must be ${Object.keys(listeners).join(' or ')}.`);
const server = createServer(listener).listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('message', () => process.send?.(memory()));
process.on('disconnect', () => process.exit());
const address = server.address();
process.send?.(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
