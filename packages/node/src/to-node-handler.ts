import type { IncomingMessage, ServerResponse } from 'node:http';
import { discardRest, type Handler, headerIn, type HttpRequest, notFoundReply, serverBroken } from '@codegrant/server';
import { send } from './send.ts';

/** A request of node:http, or of a framework that extends it, such as Express. */
export interface NodeRequest extends IncomingMessage {
  /** The result of a body parser that ran before. */
  readonly body?: unknown;
  /** The full request target, if a router has removed its mount path from `url`. */
  readonly originalUrl?: string;
}

/** A listener for `http.createServer`, and middleware for Express. */
export type NodeHandler<Request extends NodeRequest> = (
  request: Request,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => Promise<void>;

const toHttpRequest = <Request extends NodeRequest>(request: Request): HttpRequest<Request> => ({
  method: request.method ?? 'GET',
  target: request.originalUrl ?? request.url ?? '/',
  header: (name) => headerIn(request, name),
  body: () => ({
    parsed: request.body,
    // If the body is rejected, the stream must stay open: otherwise the answer could not be sent.
    stream: request.readableDidRead ? undefined : request.iterator({ destroyOnReturn: false }),
  }),
  context: request,
});

/**
 * Mounts an authorization server in node:http or Express 5.
 *
 * @returns a listener. For a path that the server does not serve, it calls `next`, or answers 404 if there is no
 *   `next`.
 * @example
 * http.createServer(toNodeHandler(server)).listen(3000, '127.0.0.1');
 */
export const toNodeHandler =
  <Request extends NodeRequest = NodeRequest>(handler: Handler<Request>): NodeHandler<Request> =>
  async (request, response, next) => {
    try {
      const httpRequest = toHttpRequest(request);
      const reply = await handler.handle(httpRequest);
      if (reply === undefined && next !== undefined) return next();
      discardRest(request, response);
      send(response, reply ?? notFoundReply(httpRequest));
    } catch (error) {
      discardRest(request, response);
      // An authorization server never throws. A handler of the app may, and must not end the process.
      if (next !== undefined) return next(error);
      console.error('codegrant: a handler threw. The response is a 500.', error);
      send(response, serverBroken);
    }
  };
