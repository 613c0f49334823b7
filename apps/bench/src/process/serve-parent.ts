import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

/**
 * Serves HTTP on a free port of 127.0.0.1, in a process that was forked. The first message to the parent is the origin. Each
 * message of the parent gets an answer. The process ends with its parent.
 */
export const serveParent = async (listener: RequestListener, answer: () => unknown): Promise<void> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.on('message', () => process.send?.(answer()));
  process.on('disconnect', () => process.exit());
  const address = server.address();
  process.send?.(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
};
