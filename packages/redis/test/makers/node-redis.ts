import type { MadeStore } from '@codegrant/conformance/suite';
import { nodeRedis, redisClientRegistry, redisStore } from '@codegrant/redis';
import { createClient } from 'redis';

/** Makes a store of `redis` (node-redis). */
export default async (argument: string): Promise<MadeStore> => {
  const { url, prefix } = JSON.parse(argument);
  const client = createClient({ url });
  await client.connect();
  return {
    storage: {
      ...redisStore(nodeRedis(client), { prefix }).storage,
      registry: redisClientRegistry(nodeRedis(client), { prefix }),
    },
    close: () => client.destroy(),
  };
};
