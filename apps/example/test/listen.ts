import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

/** A server that a test has started. */
export interface Listening {
  /** For example `http://127.0.0.1:3000`. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Starts a server on a free port of this machine. */
export const listen = async (listener: RequestListener): Promise<Listening> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
