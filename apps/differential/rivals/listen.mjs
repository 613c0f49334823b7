import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';

/** The vectors' clients. */
export const clients = JSON.parse(readFileSync(process.env.VECTOR_CLIENTS, 'utf8'));

/** Listens on a free port, then creates the handler for that origin, and prints the URL of the endpoint. */
export const listen = async (path, handlerFor) => {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const { handler, registered, refused = [] } = await handlerFor(origin);
  server.on('request', handler);
  console.log(JSON.stringify({ authorize: `${origin}${path}`, registered, refused }));
};
