import { randomBytes } from 'node:crypto';
import { createClient } from 'redis';
import { afterAll, inject } from 'vitest';
import { describeUnlessMissing } from '../../../../testing/describe-unless-missing.ts';
import { program } from './redis-server.ts';

/** The keys of the tests of one file. */
export interface TestKeys {
  readonly url: string;
  readonly prefix: string;
}

const remove = async ({ url, prefix }: TestKeys): Promise<void> => {
  const client = createClient({ url });
  await client.connect();
  for await (const keys of client.scanIterator({ MATCH: `${prefix}*`, COUNT: 1000 }))
    if (keys.length > 0) await client.del(keys);
  client.destroy();
};

const missing = 'Redis is not installed. Install it, or set REDIS_URL.';

/**
 * A suite that needs Redis, with a key prefix of its own whose keys are deleted afterwards. Where Redis is not installed, the
 * suite is skipped and its title says so. In CI it fails.
 */
export const describeWithRedis = (title: string, tests: (keys: TestKeys) => void): void => {
  const url = inject('redisUrl');
  const keys: TestKeys = { url, prefix: `codegrant-test-${randomBytes(6).toString('hex')}:` };
  describeUnlessMissing(url === '' ? missing : undefined, title, () => {
    afterAll(() => remove(keys));
    tests(keys);
  });
};

/** A suite that starts Redis servers of its own. Where Redis is not installed, it is as in {@link describeWithRedis}. */
export const describeWithOwnRedis = (title: string, tests: () => void): void => {
  describeUnlessMissing(program === undefined ? missing : undefined, title, tests);
};
