import { authorizedReply } from '@codegrant/conformance/suite';
import { accessTokenOf, codegrant, requireBearer } from '@codegrant/fastify';
import { discoveryNotFound, type ProtectedResource, type RequiredScope } from '@codegrant/server';
import Fastify, { type FastifyInstance } from 'fastify';

/** An API of Fastify. */
export const fastifyApi = (api: ProtectedResource, required: RequiredScope): FastifyInstance => {
  const app = Fastify();
  void app.register(codegrant, { server: api });
  void app.register(codegrant, { server: discoveryNotFound(api) });
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.all('/messages', { onRequest: requireBearer(api, required) }, (request, reply) => {
    const { status, headers, body } = authorizedReply(accessTokenOf(request));
    return reply
      .code(status)
      .headers({ ...headers })
      .send(Buffer.from(body));
  });
  return app;
};
