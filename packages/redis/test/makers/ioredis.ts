import type { MadeStore } from '@codegrant/conformance/suite';
import { ioredis, redisClientRegistry, redisStore } from '@codegrant/redis';
import { Redis } from 'ioredis';

/** Makes a store of `ioredis`. */
export default (argument: string): MadeStore => {
  const { url, prefix } = JSON.parse(argument);
  const client = new Redis(url);
  return {
    storage: {
      ...redisStore(ioredis(client), { prefix }).storage,
      registry: redisClientRegistry(ioredis(client), { prefix }),
    },
    close: () => client.disconnect(),
  };
};
