import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { InvalidSettings } from '@codegrant/server';

/** A server that listens on this machine. */
export interface Listening {
  /** Its URL, with the port. */
  readonly url: string;
  /** The server serves nothing before this call: what it serves must know its URL. */
  readonly serve: (listener: RequestListener) => void;
  readonly close: () => Promise<void>;
}

/**
 * Listens on 127.0.0.1.
 *
 * @param port 0 takes any free port
 * @throws {InvalidSettings} if the port cannot be used
 */
export const listen = async (port: number): Promise<Listening> => {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new InvalidSettings('PORT', [`cannot listen on ${port} (${String(error)}). Set another port.`]);
  }
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`,
    serve: (listener) => void server.on('request', listener),
    close: async () => {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
};
