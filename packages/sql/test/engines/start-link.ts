import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A connection to a server, which can be cut. */
export interface Link {
  readonly url: string;
  /** `open` passes bytes on, `silent` loses them, and `closed` also refuses connections. */
  state: 'open' | 'silent' | 'closed';
  /** Ends the connections that are there, as a server does that is stopped. */
  readonly drop: () => void;
  readonly close: () => Promise<void>;
}

/** Listens at a port of 127.0.0.1, and passes on what it receives to the server of a URL. */
export const startLink = async (to: string): Promise<Link> => {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  const pass = (from: Socket, onto: Socket, link: Link): void => {
    sockets.add(from);
    from.on('error', () => onto.destroy());
    from.on('close', () => onto.destroy());
    from.on('data', (chunk: Buffer) => {
      if (link.state === 'open') onto.write(chunk);
    });
  };
  const server = createServer((socket) => {
    if (link.state === 'closed') return socket.destroy();
    const onward = connect(Number(target.port === '' ? 5432 : target.port), target.hostname);
    pass(socket, onward, link);
    pass(onward, socket, link);
    return undefined;
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port.');
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const url = new URL(to);
  url.host = `127.0.0.1:${address.port}`;
  const link: Link = {
    url: url.href,
    state: 'open',
    drop,
    close: async () => {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
  return link;
};
