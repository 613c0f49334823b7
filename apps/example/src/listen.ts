import { createServer, type RequestListener, type Server } from 'node:http';
import { isIPv6 } from 'node:net';
import { InvalidSettings } from '@codegrant/server';

/** A server that has its address already, and gets what it serves later: the address is part of what it serves. */
export interface Listening {
  readonly url: string;
  readonly serve: (listener: RequestListener) => void;
  /** Lets what has begun come to its end, and takes nothing new. */
  readonly drain: () => Promise<void>;
}

/** Which setting is to blame for an address that can not be had, and what to do. */
const explain = (code: string | undefined, portSetting: string, port: number, host: string): InvalidSettings => {
  switch (code) {
    case 'EADDRINUSE':
      return new InvalidSettings(portSetting, [`${port} is in use on ${host}: choose another, or 0 for any.`]);
    case 'EACCES':
      return new InvalidSettings(portSetting, [
        `${port} needs more rights than this process has: choose one from 1024 up.`,
      ]);
    default:
      return new InvalidSettings('HOST', [`${host} can not be listened on (${code ?? 'unknown reason'}).`]);
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

const drain = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    setTimeout(() => server.closeAllConnections(), 5000).unref();
  });

/** The name under which a browser on this machine reaches a host that is listened on. */
const reachable = (host: string): string => {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
};

/** The host for the demo client, whose redirect URI must be on loopback: the given one, or 127.0.0.1. */
export const loopbackOf = (host: string): string =>
  /^(?:127\.0\.0\.1|::1|localhost|::)$/.test(host) ? host : '127.0.0.1';

/** Takes an address. It is told to nobody until there is something to serve. */
export const listen = async (portSetting: string, port: number, host: string): Promise<Listening> => {
  const server = createServer();
  const bound = await bind(server, portSetting, port, host);
  return {
    url: `http://${reachable(host)}:${bound}`,
    serve: (listener) => server.on('request', listener),
    drain: () => drain(server),
  };
};
