import { ioredis, redisStore } from '@codegrant/redis';
import { Redis } from 'ioredis';
import type { OpenPair } from './pair.ts';
import { redisCommands } from './redis-commands.ts';
import { storedExchange } from './stored-exchange.ts';

export const openPair: OpenPair = async (url) => {
  const client = new Redis(url);
  const { save, take, prefix } = await redisCommands();
  return {
    bare: async (record) => {
      await client.call('EVAL', save, '1', prefix + record.codeHash, JSON.stringify(record), String(record.expiresAt));
      const reply = await client.call('EVAL', take, '1', prefix + record.codeHash, String(record.expiresAt));
      return Array.isArray(reply) ? { record: JSON.parse(reply[0]), firstUse: reply[1] === 1 } : undefined;
    },
    stored: storedExchange(redisStore(ioredis(client)).storage.store),
    close: () => client.disconnect(),
  };
};
