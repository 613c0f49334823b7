import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { nodeRedis, redisStore } from '@codegrant/redis';
import { migrate, nodeSqlite, sqlStore } from '@codegrant/sql';
import { createClient } from 'redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { describeWithRedis } from '../../redis/test/engines/describe-with-redis.ts';
import { assertionOf, claimsOf, fixedNow, key, type Listening, start, tokenWith } from './fixtures/client.ts';

/** How many of ten requests to each of two servers with one assertion are accepted. */
const accepted = async (servers: readonly Listening[], now = fixedNow): Promise<number> => {
  const assertion = await assertionOf(key, { ...claimsOf(), iat: now, exp: now + 60 });
  const answers = await Promise.all(
    Array.from({ length: 10 }).flatMap(() => servers.map((server) => tokenWith(server, assertion))),
  );
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(servers.length * 10 - 1);
  return answers.filter(({ status }) => status === 200).length;
};

describe('An assertion that arrives many times at the same time', () => {
  it('counts once on a server with its store in memory (R373).', async () => {
    expect(await accepted([await start()])).toBe(1);
  });

  it('counts once on two servers with one SQLite file (R373).', async () => {
    const file = join(temporaryFolder(), 'store.db');
    const open = async (): Promise<Listening> => {
      const db = new DatabaseSync(file);
      db.exec('PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 5000');
      onTestFinished(() => db.close());
      await migrate(nodeSqlite(db));
      return start({ options: { storage: sqlStore(nodeSqlite(db), { except: ['clients'] }).storage } });
    };
    expect(await accepted([await open(), await open()])).toBe(1);
  });
});

describeWithRedis('In Redis', ({ url, prefix }) => {
  it('an assertion counts once on two servers (R373).', async () => {
    // Redis forgets by its own clock.
    const realNow = Math.floor(Date.now() / 1000);
    const open = async (): Promise<Listening> => {
      const client = await createClient({ url }).connect();
      onTestFinished(() => client.destroy());
      return start({ options: { now: () => realNow, storage: redisStore(nodeRedis(client), { prefix }).storage } });
    };
    expect(await accepted([await open(), await open()], realNow)).toBe(1);
  });
});
