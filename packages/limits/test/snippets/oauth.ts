import { memoryLimits, networkOf } from '@codegrant/limits';
import type { NodeRequest } from '@codegrant/node';
import { type AuthorizationServer, createAuthorizationServer, type ServerOptions } from '@codegrant/server';

/** A server that is one process, without a proxy in front of it. */
export const serverWith = (options: ServerOptions<NodeRequest>): AuthorizationServer<NodeRequest> =>
  createAuthorizationServer({
    ...options,
    limits: memoryLimits<NodeRequest>({ callerOf: ({ socket }) => networkOf(socket.remoteAddress) }),
  });
