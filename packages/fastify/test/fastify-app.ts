import { METHODS } from 'node:http';
import { outgoingHeaders, type RunningServer, type Send } from '@codegrant/conformance/suite';
import { codegrant } from '@codegrant/fastify';
import { type AuthorizationServer, discoveryNotFound } from '@codegrant/server';
import Fastify, { type FastifyInstance, type FastifyRequest, type InjectOptions } from 'fastify';

const isMethod = (method: string): method is NonNullable<InjectOptions['method']> => METHODS.includes(method);

/** Sends requests to an app without a socket. */
export const inject =
  (app: FastifyInstance): Send =>
  async ({ method, target, headers, body }) => {
    if (!isMethod(method)) throw new Error('Node does not know this method.');
    const response = await app.inject({ method, url: target, headers: outgoingHeaders(headers), payload: body ?? '' });
    const sent = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
    return { status: response.statusCode, headers: Object.fromEntries(sent), body: response.body };
  };

/** An app with an authorization server mounted. */
export const appWith = (server: AuthorizationServer<FastifyRequest>): FastifyInstance => {
  const app = Fastify();
  void app.register(codegrant, { server });
  void app.register(codegrant, { server: discoveryNotFound(server) });
  return app;
};

/** Starts an app on a free port. */
export const listenOn = async (app: FastifyInstance): Promise<RunningServer> => ({
  origin: await app.listen({ port: 0, host: '127.0.0.1' }),
  close: () => app.close(),
});

/** Uses an app without a port. */
export const injectInto = async (app: FastifyInstance): Promise<RunningServer> => ({
  origin: 'http://localhost',
  send: inject(app),
  close: () => app.close(),
});
