import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { migrate, nodeSqlite, pg, schema, sqlStore } from '@codegrant/sql';
import { Pool } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeWithPostgresql } from './engines/describe-with-postgresql.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';

const tablesOf = (db: DatabaseSync): readonly unknown[] =>
  db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all();

const memory = (): DatabaseSync => new DatabaseSync(':memory:');

describe('migrate, on SQLite', () => {
  it('creates the tables at once, and changes nothing when it is called again.', () => {
    const connection = memory();
    expect(migrate(nodeSqlite(connection))).toBeUndefined();
    const before = tablesOf(connection);
    expect(before.length).toBeGreaterThan(5);
    migrate(nodeSqlite(connection));
    expect(tablesOf(connection)).toEqual(before);
    expect(connection.prepare('SELECT version FROM codegrant_migrations').all()).toEqual([
      { version: 1 },
      { version: 2 },
      { version: 3 },
    ]);
  });

  it('adds the tables of a newer release, and leaves those of before alone.', () => {
    const connection = memory();
    migrate(nodeSqlite(connection));
    const complete = tablesOf(connection);
    connection.exec('DELETE FROM codegrant_migrations WHERE version > 1');
    for (const table of ['grants', 'refresh_tokens', 'access_tokens', 'registrations', 'registration_counts'])
      connection.exec(`DROP TABLE codegrant_${table}`);
    const { consents } = sqlStore(nodeSqlite(connection), { except: ['grants'] }).storage;
    consents.remember('user-1', 'web', ['read']);
    migrate(nodeSqlite(connection));
    expect(tablesOf(connection)).toEqual(complete);
    expect(consents.granted('user-1', 'web')).toEqual(['read']);
  });

  it('creates what schema prints.', () => {
    const [migrated, printed] = [memory(), memory()];
    migrate(nodeSqlite(migrated), { prefix: 'oauth_' });
    printed.exec(schema('sqlite', { prefix: 'oauth_' }));
    printed.exec(schema('sqlite', { prefix: 'oauth_' }));
    expect(tablesOf(printed)).toEqual(tablesOf(migrated));
    migrate(nodeSqlite(printed), { prefix: 'oauth_' });
    expect(tablesOf(printed)).toEqual(tablesOf(migrated));
  });

  it('leaves tables of a newer release alone.', () => {
    const connection = memory();
    migrate(nodeSqlite(connection));
    connection.exec('ALTER TABLE codegrant_codes ADD COLUMN resource TEXT');
    connection.exec('INSERT INTO codegrant_migrations VALUES (99)');
    const before = tablesOf(connection);
    migrate(nodeSqlite(connection));
    expect(tablesOf(connection)).toEqual(before);
  });

  it('may be called by several processes at the same time.', async () => {
    const file = join(temporaryFolder(onTestFinished), 'store.sqlite');
    const maker = join(import.meta.dirname, 'makers/node-sqlite.ts');
    const script = `import make from ${JSON.stringify(maker)}; make(${JSON.stringify(file)}).close();`;
    const args = ['--conditions=@codegrant/source', '--input-type=module', '-e', script];
    await Promise.all([1, 2, 3, 4].map(() => promisify(execFile)(process.execPath, args)));
    const connection = new DatabaseSync(file);
    onTestFinished(() => connection.close());
    expect(connection.prepare('SELECT version FROM codegrant_migrations').all()).toEqual([
      { version: 1 },
      { version: 2 },
      { version: 3 },
    ]);
  });
});

describeWithPostgresql('migrate, on PostgreSQL,', ({ url, schema: name }) => {
  const poolOf = (connectionString: string): Pool => {
    const pool = new Pool({ connectionString, max: 8 });
    onTestFinished(() => pool.end());
    return pool;
  };

  const columnsOf = async (pool: Pool, schemaName: string): Promise<readonly unknown[]> =>
    (
      await pool.query(
        'SELECT table_name, column_name, data_type, collation_name, is_nullable FROM information_schema.columns WHERE table_schema = $1 ORDER BY 1, 2',
        [schemaName],
      )
    ).rows;

  const dropAfterwards = (pool: Pool, schemaName: string): void =>
    onTestFinished(async () => {
      await pool.query(`DROP SCHEMA IF EXISTS "${schemaName}" CASCADE`);
    });

  it('may be called by many at the same time, and again.', async () => {
    const pool = poolOf(url);
    const db = pg(pool);
    await Promise.all(Array.from({ length: 8 }, async () => migrate(db, { schema: name })));
    await migrate(db, { schema: name });
    const { rows } = await pool.query(`SELECT version FROM "${name}".codegrant_migrations`);
    expect(rows).toEqual([{ version: 1 }, { version: 2 }, { version: 3 }]);
  });

  it('may be called for several prefixes in a new schema at the same time.', async () => {
    const pool = poolOf(url);
    const shared = `${name}_shared`;
    dropAfterwards(pool, shared);
    const prefixes = Array.from({ length: 8 }, (_, index) => `server_${index}_`);
    await Promise.all(prefixes.map(async (prefix) => migrate(pg(pool), { schema: shared, prefix })));
    const { rows } = await pool.query(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = $1 AND table_name LIKE '%_codes'`,
      [shared],
    );
    expect(rows).toHaveLength(8);
  });

  it('creates what schema prints.', async () => {
    const pool = poolOf(url);
    const printed = `${name}_printed`;
    dropAfterwards(pool, printed);
    await pool.query(schema('postgresql', { schema: printed }));
    await pool.query(schema('postgresql', { schema: printed }));
    await migrate(pg(pool), { schema: name });
    await migrate(pg(pool), { schema: printed });
    expect(await columnsOf(pool, printed)).toEqual(await columnsOf(pool, name));
    expect(await columnsOf(pool, printed)).not.toEqual([]);
  });

  it('uses the search_path if no schema is set.', async () => {
    const other = `${name}_path`;
    const pool = poolOf(`${url}?options=-c%20search_path%3D${other}`);
    dropAfterwards(pool, other);
    await pool.query(`CREATE SCHEMA "${other}"`);
    await migrate(pg(pool));
    await migrate(pg(pool));
    const { storage } = sqlStore(pg(pool));
    await storage.consents.remember('user-1', 'web', ['read']);
    const { rows } = await pool.query(`SELECT * FROM "${other}".codegrant_consents`);
    expect(rows).toEqual([{ subject: 'user-1', client_id: 'web', scope: 'read' }]);
  });

  it('may be called by a role that may create nothing, if there is nothing to create.', async () => {
    const pool = poolOf(url);
    const role = `${name}_role`;
    onTestFinished(async () => {
      await pool.query(`DROP OWNED BY "${role}"; DROP ROLE "${role}"`);
    });
    await migrate(pg(pool), { schema: name });
    await pool.query(`CREATE ROLE "${role}" LOGIN; GRANT USAGE ON SCHEMA "${name}" TO "${role}";
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "${name}" TO "${role}"`);
    const limited = await pool.connect();
    await limited.query(`SET ROLE "${role}"`);
    await migrate(pg(limited), { schema: name });
    await expect(migrate(pg(limited), { schema: `${name}_new` })).rejects.toThrow('permission denied');
    await limited.query('RESET ROLE');
    limited.release();
  });
});
