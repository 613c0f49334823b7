import type { Readable } from 'node:stream';
import { headerIn, type HttpRequest, type PathHandler, pathsUnder, type RequestBody } from '@codegrant/server';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { isContentTypeError } from './content-type-error.ts';
import { send } from './send.ts';

/** The options of the plugin. */
export interface CodegrantOptions {
  /**
   * An authorization server made by `createAuthorizationServer<FastifyRequest>`. Its `paths` are full paths: with a
   * `prefix`, each must begin with it, if need be with the server's `basePath` in front. The metadata path is an
   * exception: it is well-known and stays at the root.
   *
   * @example
   * app.register(codegrant, { server });
   */
  readonly server: PathHandler<FastifyRequest>;
  /** The prefix with which the server's paths begin. It is not added to them. */
  readonly prefix?: string;
}

interface Mount {
  readonly handle: PathHandler<FastifyRequest>['handle'];
  readonly urls: readonly string[];
}

type Request = FastifyRequest<{ Body: Readable | undefined }>;

const bodyOf = ({ body }: Request): RequestBody => ({
  parsed: undefined,
  // If the body is rejected, the stream must stay open: otherwise the answer could not be sent.
  stream: body?.readableDidRead === false ? body.iterator({ destroyOnReturn: false }) : undefined,
});

const toHttpRequest = (request: Request): HttpRequest<FastifyRequest> => ({
  method: request.method,
  target: request.url,
  header: (name) => headerIn(request.raw, name),
  body: () => bodyOf(request),
  context: request,
});

const routes: FastifyPluginAsync<Mount> = async (scope, { handle, urls }) => {
  const answer = async (request: Request, reply: FastifyReply): Promise<FastifyReply | void> => {
    const answered = await handle(toHttpRequest(request));
    return answered === undefined ? reply.callNotFound() : send(reply, answered);
  };

  // The parsers of the app are for its own routes. Here bodies are passed on unread, and the server reads them where it
  // needs one.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  scope.setErrorHandler((error, request: Request, reply) => {
    if (isContentTypeError(error)) return answer(request, reply);
    throw error;
  });
  for (const url of urls)
    scope.route<{ Body: Readable | undefined }>({
      method: scope.supportedMethods,
      url,
      exposeHeadRoute: false,
      prefixTrailingSlash: 'slash',
      handler: answer,
    });
};

// The prefix is not passed on: Fastify would add it to the well-known path too.
const plugin: FastifyPluginAsync<CodegrantOptions> = async (app, { server, prefix = '' }) => {
  const urls = pathsUnder(app.prefix, prefix, server.paths, server.basePath);
  await app.register(routes, { handle: server.handle, urls });
};

/**
 * Mounts an authorization server in Fastify 5, as a plugin with an encapsulated scope. Hooks, logs and sessions of the
 * app apply to it. Body parsers of the app do not, and the plugin adds none to the app.
 *
 * @throws {InvalidSettings} if one of the server's paths does not begin with the prefix
 * @example
 * await app.register(codegrant, { server });
 * await app.register(codegrant, { server, prefix: '/oauth' }); // the same URLs: /oauth/authorize and so on
 */
export const codegrant: FastifyPluginAsync<CodegrantOptions> = fastifyPlugin(plugin, {
  name: '@codegrant/fastify',
  fastify: '5.x',
});
