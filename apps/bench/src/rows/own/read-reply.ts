import type { Reply } from '@codegrant/server';
import type { Answer } from '../answer.ts';

/** Reads a reply as its adapter would. */
export const readReply = (reply: Reply | undefined): Answer => {
  if (reply === undefined) throw new Error('The server does not serve this path, so nothing would be measured.');
  return { status: reply.status, location: reply.headers['location'], body: reply.body };
};
