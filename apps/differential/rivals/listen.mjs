import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';

/** The vectors' clients, as the command printed them. */
export const clients = JSON.parse(readFileSync(process.env.VECTOR_CLIENTS, 'utf8'));

/** Takes a free port first, since a server must know its own address, and says where the endpoint is. */
export const listen = async (path, handlerFor) => {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const { handler, registered, refused = [] } = await handlerFor(origin);
  server.on('request', handler);
  console.log(JSON.stringify({ authorize: `${origin}${path}`, registered, refused }));
};
