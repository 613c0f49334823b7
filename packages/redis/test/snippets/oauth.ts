import { nodeRedis, type NodeRedis, redisStore } from '@codegrant/redis';
import { type AuthorizationServer, createAuthorizationServer, type ServerOptions } from '@codegrant/server';
import { createClient } from 'redis';

/** A client that connects again by itself. */
export const openRedis = (url: string): Promise<NodeRedis & { readonly destroy: () => void }> =>
  createClient({ url }).on('error', console.error).connect();

/** The authorization server of every process. `client` is connected to a Redis that they share. */
export const serverWith = <Context>(options: ServerOptions<Context>, client: NodeRedis): AuthorizationServer<Context> =>
  createAuthorizationServer({ ...options, ...redisStore(nodeRedis(client)) });
