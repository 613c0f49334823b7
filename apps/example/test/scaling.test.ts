import { randomUUID } from 'node:crypto';
import { nodeRedis, redisStore } from '@codegrant/redis';
import { createClient } from 'redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeWithOwnRedis } from '../../../packages/redis/test/engines/describe-with-redis.ts';
import { startRedis } from '../../../packages/redis/test/engines/redis-server.ts';
import { blocksOf, read, snippet } from './documents.ts';
import { waitForReplica } from './snippets/redis-with-wait.ts';

const document = read('docs/scaling.md');

describe('docs/scaling.md', () => {
  it('shows the code that the tests run.', () => {
    expect(blocksOf('docs/scaling.md')).toEqual([snippet('redis-with-wait.ts')]);
  });
});

/** The settings in the table of the document, as options of the command. */
const settings = Array.from(document.matchAll(/^\| ((?:`[\w-]+ [\w-]+`(?:, )?)+) \|/gm), ([, names = '']) =>
  Array.from(names.matchAll(/`([\w-]+) ([\w-]+)`/g), ([, name, value]) => [`--${name}`, value ?? '']),
).flat(2);

/** A Redis, and its answer if it records one, or why it does not. */
const startPrimary = async (...options: readonly string[]) => {
  const { url, port, stop } = await startRedis(...options);
  onTestFinished(stop);
  const client = await createClient({ url }).connect();
  onTestFinished(() => client.destroy());
  const { store } = redisStore(waitForReplica(nodeRedis(client))).storage;
  const answer = async (): Promise<string> => {
    try {
      return await store.recordAnswer(randomUUID(), 'allow read', Math.floor(Date.now() / 1000) + 600);
    } catch (error) {
      return String(error);
    }
  };
  return { client, port, answer };
};

describeWithOwnRedis('With the settings of docs/scaling.md, Redis', () => {
  it('has every setting of the table.', async () => {
    expect(settings.filter((text) => text.startsWith('--'))).toHaveLength(5);
    const { client } = await startPrimary(...settings);
    for (let index = 0; index < settings.length; index += 2) {
      const [option = '', value] = settings.slice(index, index + 2);
      const name = option.replace('--', '');
      expect(await client.configGet(name)).toEqual({ [name]: value });
    }
  });

  it('confirms a write that a replica has, and refuses to write without a replica.', async () => {
    const { port, answer } = await startPrimary(...settings);
    expect(await answer()).toContain('NOREPLICAS');
    const replica = await startRedis('--replicaof', '127.0.0.1', String(port));
    onTestFinished(replica.stop);
    await expect.poll(answer, { timeout: 30_000 }).toBe('allow read');
    await replica.end();
    await expect.poll(answer, { timeout: 30_000 }).toContain('NOREPLICAS');
  });

  it('and the code of the document refuses a write that no replica has confirmed.', async () => {
    const { answer } = await startPrimary();
    expect(await answer()).toContain('Error: No replica has confirmed the write in a second.');
  });
});
