import { type AuthorizationServer, createAuthorizationServer, type ServerOptions } from '@codegrant/server';
import { nodeRedis, redisStore } from '@codegrant/redis';
import type { createClient } from 'redis';

/** The authorization server of every process. `client` is connected to a Redis that they share. */
export const serverWith = <Context>(
  options: ServerOptions<Context>,
  client: ReturnType<typeof createClient>,
): AuthorizationServer<Context> => createAuthorizationServer({ ...options, ...redisStore(nodeRedis(client)) });
