import type { ListenerName } from './listeners.ts';

/** Each server of the section `http`, with the bare framework that it is compared with. In the order of the table. */
export const bareFrameworkOf = {
  'node:http, static 302': 'node:http, static 302',
  'Fastify, static 302': 'Fastify, static 302',
  'Hono on @hono/node-server, static 302': 'Hono on @hono/node-server, static 302',
  'floor on node:http': 'node:http, static 302',
  '@codegrant/node': 'node:http, static 302',
  '@codegrant/fastify': 'Fastify, static 302',
  '@codegrant/fetch on @hono/node-server': 'Hono on @hono/node-server, static 302',
} as const satisfies Readonly<Record<ListenerName, ListenerName>>;

/** Whether a server only redirects: nothing of this project runs in it. */
export const isBare = (listener: ListenerName): boolean => bareFrameworkOf[listener] === listener;

const inQuickRun: readonly ListenerName[] = [
  'node:http, static 302',
  'Fastify, static 302',
  '@codegrant/node',
  '@codegrant/fastify',
];

const inFullRun: readonly ListenerName[] = [
  'node:http, static 302',
  'Fastify, static 302',
  'Hono on @hono/node-server, static 302',
  'floor on node:http',
  '@codegrant/node',
  '@codegrant/fastify',
  '@codegrant/fetch on @hono/node-server',
];

/** The servers that a run measures. */
export const serversOf = (quick: boolean): readonly ListenerName[] => (quick ? inQuickRun : inFullRun);
