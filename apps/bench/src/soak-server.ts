import type { RequestListener } from 'node:http';
import { toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer } from '@codegrant/server';
import express from 'express';
import { adapters, type CreateServer } from './http/adapters.ts';
import type { Memory } from './memory.ts';
import { serveParent } from './process/serve-parent.ts';
import { serverOptions } from './server-options.ts';
import { isSoakAdapter, type SoakAdapter } from './soak-adapters.ts';

// The server of the soak, in a process of its own. It answers each message of its parent with what it has used.

const createServer: CreateServer = () => createAuthorizationServer(serverOptions());

const listeners: Readonly<Record<SoakAdapter, () => Promise<RequestListener>>> = {
  node: () => adapters.node(createServer),
  express: async () => express().use(toNodeHandler(createServer())),
  fastify: () => adapters.fastify(createServer),
  fetch: () => adapters.fetch(createServer),
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
if (!isSoakAdapter(adapter)) throw new Error(`There is no adapter ${adapter}.`);
await serveParent(await listeners[adapter](), memory);
