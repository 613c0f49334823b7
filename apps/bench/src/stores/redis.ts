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
    bare: async (record) => {
      await client.sendCommand([
        'EVAL',
        save,
        '1',
        prefix + record.codeHash,
        JSON.stringify(record),
        String(record.expiresAt),
      ]);
      const reply: unknown = await client.sendCommand([
        'EVAL',
        take,
        '1',
        prefix + record.codeHash,
        String(record.expiresAt),
      ]);
      return Array.isArray(reply) ? { record: JSON.parse(reply[0]), firstUse: reply[1] === 1 } : undefined;
    },
    stored: storedExchange(redisStore(nodeRedis(client)).storage.store),
    close: () => client.destroy(),
  };
};
