import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { describeWithOwnPostgresql } from './describe-with-postgresql.ts';
import { startPostgresql } from './postgresql.ts';
import { temporaryFolder } from '../../../../testing/temporary-folder.ts';

const query = async (url: string, statement: string): Promise<readonly unknown[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(statement);
  await client.end();
  return rows;
};

describeWithOwnPostgresql('A PostgreSQL server of the tests', () => {
  it('has its data again after a signal has ended it.', async () => {
    const { url, end, start, stop } = await startPostgresql();
    onTestFinished(stop);
    await query(url, 'CREATE TABLE kept AS SELECT 1 AS value; CHECKPOINT');
    await end('SIGKILL');
    await expect(query(url, 'SELECT 1')).rejects.toThrow();
    await start();
    expect(await query(url, 'SELECT value FROM kept')).toEqual([{ value: 1 }]);
  });

  it.each([
    ['ends with an exit code', 'exit 3', 'it ended with 3'],
    ['is ended by a signal', 'kill -9 $$', 'it ended with SIGKILL'],
  ])('that %s before it is ready is an error.', async (_how, script, message) => {
    const programs = temporaryFolder(onTestFinished);
    // The server runs as another user.
    chmodSync(programs, 0o755);
    writeFileSync(join(programs, 'initdb'), '#!/bin/sh\n', { mode: 0o755 });
    writeFileSync(join(programs, 'postgres'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    await expect(startPostgresql(programs)).rejects.toThrow(message);
  });
});
