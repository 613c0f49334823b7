import type { Reply } from '@codegrant/server';
import type { FastifyReply } from 'fastify';

/** Sends a reply. */
export const send = (reply: FastifyReply, { status, headers, body }: Reply): FastifyReply =>
  reply
    .code(status)
    .headers({ ...headers })
    // Bytes, or nothing: Fastify would add a type or a charset to a string.
    .send(body === '' ? undefined : Buffer.from(body));
