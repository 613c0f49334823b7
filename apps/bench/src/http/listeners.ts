import type { RequestListener } from 'node:http';
import { createAuthorizationServer } from '@codegrant/server';
import { getRequestListener } from '@hono/node-server';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { floor } from '../rows/floor/floor.ts';
import { valuePorts } from '../rows/own/ports.ts';
import { policySettings } from '../rows/own/settings.ts';
import type { Workload } from '../workload/workload.ts';
import { adapters, type CreateServer, fastifyListener } from './adapters.ts';

/** Creates the listener of a row. */
type CreateListener = (workload: Workload) => RequestListener | Promise<RequestListener>;

/** Where a bare framework redirects to: as long as a redirect to a client is. */
const location = `https://app-0.example/callback/1?code=${'c'.repeat(43)}&state=${'s'.repeat(27)}`;

const serverFor =
  (workload: Workload): CreateServer =>
  () =>
    createAuthorizationServer({
      policy: policySettings(workload),
      consentKeys: [crypto.getRandomValues(new Uint8Array(32))],
      ...valuePorts(workload),
    });

const floorOnNode: CreateListener = async (workload) => {
  const { authorize } = await floor(workload);
  return async (request, response) => {
    const answer = await authorize.once(request.url?.replace(/^[^?]*\?/, '') ?? '');
    response.statusCode = answer.status;
    if (answer.location !== undefined) response.setHeader('location', answer.location);
    response.end(answer.body);
  };
};

/** The rows of the section `http`: what a bare framework can do at most, the floor, and the adapters. */
export const listeners = {
  'node:http, static 302': () => (_request, response) => {
    response.writeHead(302, { location }).end();
  },
  'Fastify, static 302': () =>
    fastifyListener(Fastify().get('/oauth/authorize', (_request, reply) => reply.redirect(location, 302))),
  'Hono on @hono/node-server, static 302': () =>
    getRequestListener(new Hono().get('/oauth/authorize', (context) => context.redirect(location, 302)).fetch),
  'floor on node:http': floorOnNode,
  '@codegrant/node': (workload) => adapters.node(serverFor(workload)),
  '@codegrant/fastify': (workload) => adapters.fastify(serverFor(workload)),
  '@codegrant/fetch on @hono/node-server': (workload) => adapters.fetch(serverFor(workload)),
} satisfies Readonly<Record<string, CreateListener>>;

/** The name of a row of the section `http`. */
export type ListenerName = keyof typeof listeners;

export const isListener = (name: string): name is ListenerName => Object.hasOwn(listeners, name);
