import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Handler, type HttpRequest, notFound, type Reply, serverBroken } from '@codegrant/server';

/** A request of node:http, or of a framework that adds to it, as Express does. */
export interface NodeRequest extends IncomingMessage {
  /** What a body parser that ran before left. */
  readonly body?: unknown;
  /** The whole target, where a router has cut `url` down to what follows its mount path. */
  readonly originalUrl?: string;
}

/** A listener of `http.createServer`, and middleware of Express. */
export type NodeHandler<Request extends NodeRequest> = (
  request: Request,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => Promise<void>;

const toHttpRequest = <Request extends NodeRequest>(request: Request): HttpRequest<Request> => ({
  method: request.method ?? 'GET',
  target: request.originalUrl ?? request.url ?? '/',
  header: (name) => request.headers[name]?.toString(),
  body: () => ({
    parsed: request.body,
    // The stream stays open where a body is refused, or the answer could not be sent any more.
    stream: request.readableDidRead ? undefined : request.iterator({ destroyOnReturn: false }),
  }),
  context: request,
});

const send = (response: ServerResponse, { status, headers, body }: Reply): void => {
  // Somebody else may have answered a request that took long; there is nothing left to say then.
  if (response.headersSent) return;
  response.statusCode = status;
  // Not writeHead: after it the length of the body would come too late for a Content-Length.
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
};

/**
 * Mounts an authorization server in node:http or Express 5.
 *
 * @returns a listener. For a path that is not the server's own it calls `next` if there is one, and else answers 404.
 * @example
 * http.createServer(toNodeHandler(server)).listen(3000, '127.0.0.1');
 */
export const toNodeHandler =
  <Request extends NodeRequest = NodeRequest>(handler: Handler<Request>): NodeHandler<Request> =>
  async (request, response, next) => {
    try {
      const reply = await handler.handle(toHttpRequest(request));
      if (reply === undefined && next !== undefined) return next();
      send(response, reply ?? notFound);
    } catch (error) {
      // An authorization server never throws; a handler of the app's own may, and must not end the process.
      if (next !== undefined) return next(error);
      send(response, serverBroken);
    }
  };
