import { discardRest, type Reply } from '@codegrant/server';
import type { FastifyReply } from 'fastify';

/** Sends a reply, and discards what is left of the request. */
export const send = (reply: FastifyReply, { status, headers, body }: Reply): FastifyReply => {
  discardRest(reply.request.raw, reply.raw);
  return (
    reply
      .code(status)
      .headers({ ...headers })
      // Bytes, or nothing: Fastify would add a type or a charset to a string.
      .send(body === '' ? undefined : Buffer.from(body))
  );
};
