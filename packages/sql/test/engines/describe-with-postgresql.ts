import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, inject } from 'vitest';
import { describeUnlessMissing } from '../../../../testing/describe-unless-missing.ts';
import { programs } from './postgresql.ts';

/** A schema of the tests of one file. */
export interface TestSchema {
  readonly url: string;
  readonly schema: string;
}

const drop = async ({ url, schema }: TestSchema): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  await client.end();
};

const missing = 'PostgreSQL is not installed. Install it, or set DATABASE_URL.';

/**
 * A suite that needs PostgreSQL, with a schema of its own that is dropped afterwards. Where PostgreSQL is not installed, the
 * suite is skipped and its title says so. In CI it fails.
 */
export const describeWithPostgresql = (title: string, tests: (schema: TestSchema) => void): void => {
  const url = inject('databaseUrl');
  const schema: TestSchema = { url, schema: `codegrant_test_${randomBytes(6).toString('hex')}` };
  describeUnlessMissing(url === '' ? missing : undefined, title, () => {
    afterAll(() => drop(schema));
    tests(schema);
  });
};

/** A suite that starts PostgreSQL servers of its own. Without PostgreSQL, it is as in {@link describeWithPostgresql}. */
export const describeWithOwnPostgresql = (title: string, tests: () => void): void => {
  describeUnlessMissing(programs === undefined ? missing : undefined, title, tests);
};
