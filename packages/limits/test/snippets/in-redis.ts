import { networkOf, type RedisClient, redisLimits } from '@codegrant/limits';
import type { NodeRequest } from '@codegrant/node';
import { type AuthorizationServer, createAuthorizationServer, headerIn, type ServerOptions } from '@codegrant/server';

/** The server of every process, behind a proxy that sets the header X-Real-IP. `client` is connected to a Redis that they share. */
export const sharedServerWith = (
  options: ServerOptions<NodeRequest>,
  client: RedisClient,
): AuthorizationServer<NodeRequest> =>
  createAuthorizationServer({
    ...options,
    limits: redisLimits<NodeRequest>(client, {
      callerOf: (request) => networkOf(headerIn(request, 'x-real-ip')),
      rules: { register: { points: 20, seconds: 3600 }, document: 'unlimited' },
    }),
  });
