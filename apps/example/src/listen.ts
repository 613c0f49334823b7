import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { isIPv6 } from 'node:net';
import { InvalidSettings } from '@codegrant/server';

/** A server that listens but serves nothing yet. Its URL, with the port, is needed to configure what it serves. */
export interface Listening {
  readonly url: string;
  readonly serve: (listener: RequestListener) => void;
  /**
   * Stops accepting connections, closes idle ones, and answers the requests that have begun: each with
   * `Connection: close`. What is not finished after five seconds is cut.
   */
  readonly drain: () => Promise<void>;
}

/** Turns an error of `listen` into an error that names the setting. */
const explain = (code: string | undefined, portSetting: string, port: number, host: string): InvalidSettings => {
  switch (code) {
    case 'EADDRINUSE':
      return new InvalidSettings(portSetting, [
        `${port} is in use on ${host}. Set another port, or 0 for any free port.`,
      ]);
    case 'EACCES':
      return new InvalidSettings(portSetting, [
        `${port} needs more rights than this process has. Set a port from 1024 up.`,
      ]);
    default:
      return new InvalidSettings('HOST', [
        `cannot listen on ${host} (${code ?? 'unknown error'}). Set an address of this machine.`,
      ]);
  }
};

const bind = (server: Server, portSetting: string, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error.code, portSetting, port, host)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

/** How long open requests may take after a stop, in milliseconds. */
const grace = 5000;

/** RFC 9112 §9.6: the peer learns that this is the last answer on the connection, and sends no other request on it. */
const announceClose = (response: ServerResponse): void => {
  if (!response.headersSent) response.setHeader('connection', 'close');
};

/** Remembers the responses that are not finished, and returns a function that lets them finish and closes the server. */
const drainOf = (server: Server): (() => Promise<void>) => {
  const open = new Set<ServerResponse>();
  server.on('request', (_request, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
  });
  return () =>
    new Promise((resolve) => {
      open.forEach(announceClose);
      server.prependListener('request', (_request, response) => announceClose(response));
      // Node closes idle connections at once.
      server.close(() => resolve());
      setTimeout(() => server.closeAllConnections(), grace).unref();
    });
};

/** The host for a URL that a browser on this machine can open. */
const urlHost = (host: string): string => {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
};

/** The host itself if it is on loopback, else 127.0.0.1. The demo client needs a redirect URI on loopback. */
export const loopbackOf = (host: string): string =>
  /^(?:127\.0\.0\.1|::1|localhost|::)$/.test(host) ? host : '127.0.0.1';

/**
 * Listens on a host and port. Call `serve` before you publish the URL.
 *
 * @param portSetting the name of the setting that an error about the port names
 * @throws {InvalidSettings} if it cannot listen there
 */
export const listen = async (portSetting: string, port: number, host: string): Promise<Listening> => {
  const server = createServer();
  const drain = drainOf(server);
  const bound = await bind(server, portSetting, port, host);
  return {
    url: `http://${urlHost(host)}:${bound}`,
    serve: (listener) => server.on('request', listener),
    drain,
  };
};
