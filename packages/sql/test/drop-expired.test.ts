import { DatabaseSync } from 'node:sqlite';
import { plainGrant, plainRecord } from '@codegrant/conformance';
import { type Database, migrate, nodeSqlite, pg, type SqlStorage, sqlStore } from '@codegrant/sql';
import type { Awaitable, CodeRecord, GrantRecord, RefreshTokenRecord } from '@codegrant/server';
import { Pool } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeWithPostgresql } from './engines/describe-with-postgresql.ts';

const now = 1_767_225_600;

/** As in `src/drop-expired.ts`. */
const [clockSkew, batchSize] = [300, 256];

const recordOf = (codeHash: string, expiresAt: number): CodeRecord => ({ ...plainRecord, codeHash, expiresAt });

interface Filled {
  readonly storage: Pick<SqlStorage, 'store' | 'grants'>;
  readonly count: (table: string) => Promise<number>;
}

type Make = () => Awaitable<{ readonly db: Database; readonly schema?: string }>;

/** Tables with 600 codes and 600 answers that have expired, and some that count as not expired. */
const fill = async (make: Make): Promise<Filled> => {
  const { db, schema } = await make();
  await migrate(db, { schema });
  const tables = schema === undefined ? '' : `"${schema}".`;
  await db.run(`DELETE FROM ${tables}codegrant_codes`, []);
  for (const table of ['answers', 'grants', 'refresh_tokens'])
    await db.run(`DELETE FROM ${tables}codegrant_${table}`, []);
  const { storage } = sqlStore(db, { schema, now: () => now });
  for (let index = 0; index < 600; index++) {
    await storage.store.saveCode(recordOf(`old-${index}`, now - clockSkew - 1));
    await storage.store.recordAnswer(`old-${index}`, 'deny', now - clockSkew - 1);
  }
  for (const [name, expiresAt] of [
    ['skewed', now - clockSkew],
    ['fresh', now + 60],
  ] as const) {
    await storage.store.saveCode(recordOf(name, expiresAt));
    await storage.store.recordAnswer(name, 'deny', expiresAt);
  }
  const count = async (table: string): Promise<number> =>
    (await db.run(`SELECT 1 AS row FROM ${tables}codegrant_${table}`, [])).length;
  return { storage, count };
};

const describeDropping = (title: string, make: Make): void => {
  describe(title, () => {
    it('at some writes only, a bounded number at a time, and never what has not expired.', async () => {
      const { storage, count } = await fill(make);
      expect([await count('codes'), await count('answers')]).toEqual([602, 602]);
      await storage.store.saveCode(recordOf('A1', now + 60));
      expect([await count('codes'), await count('answers')]).toEqual([603 - batchSize, 602]);
      await storage.store.recordAnswer('A1', 'deny', now + 60);
      expect(await count('answers')).toBe(603 - batchSize);
      for (const name of ['A2', 'A3', 'A4']) await storage.store.saveCode(recordOf(name, now + 60));
      expect(await count('codes')).toBe(6);
      for (const name of ['skewed', 'fresh'])
        expect(await storage.store.takeCode(name, now)).toMatchObject({ firstUse: true });
    });

    it('also grants, their revocations and refresh tokens, whose keys are UUIDs and hashes.', async () => {
      const { storage, count } = await fill(make);
      const grantOf = (grantId: string, expiresAt: number): GrantRecord => ({ ...plainGrant, grantId, expiresAt });
      const tokenOf = (tokenHash: string, expiresAt: number): RefreshTokenRecord => ({
        tokenHash,
        grantId: 'a-grant',
        subject: 'user-1',
        expiresAt,
      });
      const counts = async () => [await count('grants'), await count('refresh_tokens')];
      for (const [id, expiresAt] of [
        ['old', now - clockSkew - 1],
        ['skewed', now - clockSkew],
        ['fresh', now + 60],
      ] as const) {
        await storage.grants.saveGrant(grantOf(`${id}-saved`, expiresAt));
        await storage.grants.revokeGrant('user-1', `${id}-revoked`, expiresAt);
        await storage.grants.saveRefreshToken(tokenOf(id, expiresAt));
      }
      for (const id of ['a4000000', 'b0000000', 'fa000000']) await storage.grants.saveGrant(grantOf(id, now + 60));
      await storage.grants.saveRefreshToken(tokenOf('B', now + 60));
      expect(await counts()).toEqual([9, 4]);
      await storage.grants.saveGrant(grantOf('a3000000-0000-8000-8000-000000000000', now + 60));
      expect(await counts()).toEqual([8, 4]);
      await storage.grants.saveRefreshToken(tokenOf('A', now + 60));
      expect(await counts()).toEqual([8, 4]);
      expect(await storage.grants.findRefreshToken('old')).toBeUndefined();
    });

    it('also if many do so at the same time.', async () => {
      const { storage, count } = await fill(make);
      const records = Array.from({ length: 20 }, (_, index) => recordOf(`A${index}`, now + 60));
      await Promise.all(records.map(async (record) => storage.store.saveCode(record)));
      await storage.store.saveCode(recordOf('A-last', now + 60));
      expect(await count('codes')).toBe(23);
    });
  });
};

describeDropping('What has expired is deleted in SQLite,', () => ({ db: nodeSqlite(new DatabaseSync(':memory:')) }));

describeWithPostgresql('What has expired is deleted in PostgreSQL,', ({ url, schema }) => {
  describeDropping('with a pool of connections,', () => {
    const pool = new Pool({ connectionString: url, max: 10 });
    onTestFinished(() => pool.end());
    return { db: pg(pool), schema };
  });

  it('by the index, also in a table that PostgreSQL has no statistics of.', async () => {
    const pool = new Pool({ connectionString: url, max: 1 });
    onTestFinished(() => pool.end());
    const settings = { schema, prefix: 'new_' };
    await migrate(pg(pool), settings);
    await pool.query(`INSERT INTO "${schema}".new_codes SELECT i::text, '{}', ${now} FROM generate_series(1, 20000) i`);
    const plans: string[] = [];
    const explained: Database = {
      dialect: 'postgresql',
      run: async (statement, parameters) => {
        if (!statement.startsWith('DELETE')) return [];
        const { rows } = await pool.query(`EXPLAIN (FORMAT JSON) ${statement}`, [...parameters]);
        plans.push(JSON.stringify(rows));
        return [];
      },
    };
    await sqlStore(explained, { ...settings, now: () => now }).storage.store.saveCode(recordOf('A1', now + 60));
    expect(plans).toEqual([expect.stringContaining('"Index Name":"new_codes_expires_at"')]);
  });
});
