import type { MadeStore } from '@codegrant/conformance/suite';
import { nodeRedis, redisStore } from '@codegrant/redis';
import { createClient } from 'redis';

/** Makes a store of `redis` (node-redis). */
export default async (argument: string): Promise<MadeStore> => {
  const { url, prefix } = JSON.parse(argument);
  const client = createClient({ url });
  await client.connect();
  return { ...redisStore(nodeRedis(client), { prefix }), close: () => client.destroy() };
};
