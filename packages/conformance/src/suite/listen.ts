import { createServer, type RequestListener } from 'node:http';
import type { RunningServer } from './running-server.ts';

/** Starts a node:http server on a free port. */
export const listen = async (listener: RequestListener): Promise<RunningServer> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
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
