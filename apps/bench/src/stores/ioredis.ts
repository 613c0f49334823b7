import { ioredis, redisStore } from '@codegrant/redis';
import { Redis } from 'ioredis';
import type { OpenPair } from './pair.ts';
import { redisCommands } from './redis-commands.ts';
import { storedExchange } from './stored-exchange.ts';

export const openPair: OpenPair = async (url) => {
  const client = new Redis(url);
  const { save, take, prefix } = await redisCommands();
  return {
    bare: async ({ codeHash, expiresAt }, json) => {
      await client.call('EVAL', save, '1', prefix + codeHash, json, String(expiresAt));
      const reply = await client.call('EVAL', take, '1', prefix + codeHash);
      return Array.isArray(reply) && reply[1] === 1;
    },
    stored: storedExchange(redisStore(ioredis(client)).storage.store),
    close: () => client.disconnect(),
  };
};
