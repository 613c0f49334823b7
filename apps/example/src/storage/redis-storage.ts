import { once } from 'node:events';
import { redisLimits } from '@codegrant/limits';
import { nodeRedis, redisClientRegistry, redisStore, type SendCommand } from '@codegrant/redis';
import { memoryConsents } from '@codegrant/server';
import { createClient } from 'redis';
import { within } from '../within.ts';
import type { AppStorage } from './app-storage.ts';
import type { Entries } from './entries.ts';
import { reasonOf } from './reason-of.ts';

// In milliseconds.
const longestPause = 2000;
const longestAnswer = 5000;

const clientOf = (url: string) =>
  createClient({
    url,
    // While the connection is lost, requests fail at once. A command that waited for the next connection would be sent late.
    disableOfflineQueue: true,
    // By default the client does not connect again if Redis stops answering on a connection.
    socket: { socketTimeout: longestAnswer, reconnectStrategy: (retries) => Math.min(2 ** retries * 50, longestPause) },
    // A connection without requests is not one that does not answer.
    pingInterval: 1000,
  });

type Client = ReturnType<typeof clientOf>;

/** Without the limit, requests would wait as long as Redis keeps a connection and does not answer. */
const sendBy = (client: Client): SendCommand => {
  const send = nodeRedis(client);
  return (command) => within(longestAnswer, send(command));
};

/** Redis deletes each key when its time is over. */
const redisEntries = (send: SendCommand): Entries => ({
  set: async (key, value, lifetimeSeconds) => {
    await send(['SET', `example:${key}`, value, 'EX', String(lifetimeSeconds)]);
  },
  get: async (key) => {
    const value = await send(['GET', `example:${key}`]);
    return typeof value === 'string' ? value : undefined;
  },
  remove: async (key) => void (await send(['DEL', `example:${key}`])),
});

/** Connects, or fails: later the client connects again by itself, but at the start a wrong URL should be told. */
const connect = async (client: Client): Promise<void> => {
  client.connect().catch(() => {});
  try {
    await once(client, 'ready');
  } catch (error) {
    client.destroy();
    throw error;
  }
  client.on('error', (error) => console.error(`STORE: the connection to Redis is lost: ${reasonOf(error)}`));
};

/** Redis, for everything that expires, and for the sessions of the app. Consents must outlive it: they are in memory. */
export const redisStorage = async (url: string): Promise<AppStorage> => {
  const client = clientOf(url);
  await connect(client);
  const send = sendBy(client);
  return {
    kind: 'redis',
    ...redisStore(send).storage,
    consents: memoryConsents(),
    clients: undefined,
    registry: redisClientRegistry(send),
    entries: redisEntries(send),
    limits: redisLimits(client),
    close: () => client.destroy(),
  };
};
