import type { Readable } from 'node:stream';
import { type HttpRequest, type PathHandler, pathsUnder, type RequestBody } from '@codegrant/server';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { isContentTypeError } from './content-type-error.ts';

/** What the plugin is registered with. */
export interface CodegrantOptions {
  /**
   * What `createAuthorizationServer<FastifyRequest>` made. Its `paths` are whole paths: with a `prefix`, they must begin with it,
   * but for the metadata's, which is well-known and stands at the root.
   *
   * @example
   * app.register(codegrant, { server });
   */
  readonly server: PathHandler<FastifyRequest>;
  readonly prefix?: string;
}

interface Mount {
  readonly handle: PathHandler<FastifyRequest>['handle'];
  readonly urls: readonly string[];
}

type Request = FastifyRequest<{ Body: Readable | undefined }>;

const bodyOf = ({ body }: Request): RequestBody => ({
  parsed: undefined,
  // The stream stays open where a body is refused, or the answer could not be sent any more.
  stream: body?.readableDidRead === false ? body.iterator({ destroyOnReturn: false }) : undefined,
});

const toHttpRequest = (request: Request): HttpRequest<FastifyRequest> => ({
  method: request.method,
  target: request.url,
  header: (name) => request.headers[name]?.toString(),
  body: () => bodyOf(request),
  context: request,
});

const routes: FastifyPluginAsync<Mount> = async (scope, { handle, urls }) => {
  const answer = async (request: Request, reply: FastifyReply): Promise<FastifyReply | void> => {
    const answered = await handle(toHttpRequest(request));
    if (answered === undefined) return reply.callNotFound();
    // Bytes, or nothing: to a string Fastify adds a type or a charset.
    const body = answered.body === '' ? undefined : Buffer.from(answered.body);
    return reply
      .code(answered.status)
      .headers({ ...answered.headers })
      .send(body);
  };

  // The parsers of the app are for its own routes. Here every body comes as it is, and the server reads it if it wants one.
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

// Fastify would put the prefix before the well-known path too, so it is not handed on.
const plugin: FastifyPluginAsync<CodegrantOptions> = async (app, { server, prefix = '' }) => {
  await app.register(routes, { handle: server.handle, urls: pathsUnder(app.prefix, prefix, server.paths) });
};

/**
 * Mounts an authorization server in Fastify 5, as a plugin with a scope of its own. Hooks, logs and sessions of the app apply
 * to it; body parsers of the app do not, and it leaves none behind.
 *
 * @throws {InvalidSettings} if it is registered with a prefix that one of the server's paths does not begin with
 * @example
 * await app.register(codegrant, { server });
 * await app.register(codegrant, { server, prefix: '/oauth' }); // the same addresses: /oauth/authorize and so on
 */
export const codegrant: FastifyPluginAsync<CodegrantOptions> = fastifyPlugin(plugin, {
  name: '@codegrant/fastify',
  fastify: '5.x',
});
