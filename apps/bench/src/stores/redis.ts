import { nodeRedis, redisStore } from '@codegrant/redis';
import { createClient } from 'redis';
import type { OpenPair } from './pair.ts';
import { redisCommands } from './redis-commands.ts';
import { storedExchange } from './stored-exchange.ts';

export const openPair: OpenPair = async (url) => {
  const client = createClient({ url });
  await client.connect();
  const { save, take, prefix } = await redisCommands();
  return {
    bare: async ({ codeHash, expiresAt }, json) => {
      await client.sendCommand(['EVAL', save, '1', prefix + codeHash, json, String(expiresAt)]);
      const reply: unknown = await client.sendCommand(['EVAL', take, '1', prefix + codeHash]);
      return Array.isArray(reply) && reply[1] === 1;
    },
    stored: storedExchange(redisStore(nodeRedis(client)).storage.store),
    close: () => client.destroy(),
  };
};
