import { DatabaseSync } from 'node:sqlite';
import { plainGrant } from '@codegrant/conformance';
import { migrate, nodeSqlite, pg, sqlStore } from '@codegrant/sql';
import { Pool } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeWithPostgresql } from './engines/describe-with-postgresql.ts';

const open = () => {
  const connection = new DatabaseSync(':memory:');
  const db = nodeSqlite(connection);
  migrate(db);
  const rows = (table: string) => connection.prepare(`SELECT * FROM codegrant_${table}`).all();
  return { rows, grants: sqlStore(db, { now: () => plainGrant.createdAt }).storage.grants };
};

const { subject, grantId, expiresAt } = plainGrant;

describe('The grants of a database', () => {
  it('have no record any more once they are revoked.', () => {
    const { rows, grants } = open();
    grants.saveGrant(plainGrant);
    grants.revokeGrant(subject, grantId, expiresAt);
    grants.saveGrant(plainGrant);
    expect(rows('grants')).toEqual([{ subject, grant_id: grantId, record: null, expires_at: expiresAt }]);
  });

  it.each([
    ['an earlier time', -60],
    ['a later time', 60],
  ])('stay revoked until the later of two times, also if the second is %s.', (_what, difference) => {
    const { rows, grants } = open();
    const [first, second] = [expiresAt, expiresAt + difference];
    grants.revokeGrant(subject, grantId, first);
    grants.revokeGrant(subject, grantId, second);
    expect(rows('grants')).toMatchObject([{ expires_at: Math.max(first, second) }]);
  });

  it.each([
    ['U+0000', 'user\0'],
    ['half of a surrogate pair', 'user\ud800'],
  ])('are refused with %s in the subject or the identifier, and are unknown.', (_what, text) => {
    const { rows, grants } = open();
    for (const record of [
      { ...plainGrant, subject: text },
      { ...plainGrant, grantId: text },
    ]) {
      expect(() => grants.saveGrant(record)).toThrow('U+0000 or half of a surrogate pair');
      expect(grants.findGrant(record.subject, record.grantId)).toBeUndefined();
      expect(grants.revokeGrant(record.subject, record.grantId, record.expiresAt)).toBeUndefined();
    }
    expect(grants.listGrants(text)).toEqual([]);
    expect(rows('grants')).toEqual([]);
  });
});

describe('The refresh tokens of a database', () => {
  it('are kept with their first use, and without the token.', () => {
    const { rows, grants } = open();
    const use = { salt: 'a-salt', usedAt: 1, successorHash: 'a-hash' };
    const tokenHash = 'the-hash-of-a-token';
    const record = { tokenHash, grantId, subject, expiresAt };
    grants.saveRefreshToken(record);
    expect(grants.findRefreshToken(tokenHash)).toEqual({ record, used: false });
    expect(grants.useRefreshToken(tokenHash, use)).toEqual(use);
    expect(rows('refresh_tokens')).toEqual([
      {
        token_hash: tokenHash,
        record: JSON.stringify(record),
        first_use: JSON.stringify(use),
        expires_at: expiresAt,
      },
    ]);
  });
});

describeWithPostgresql('The grants of PostgreSQL', ({ url, schema }) => {
  it('of one subject are found by an index, also in tables that PostgreSQL has no statistics of.', async () => {
    const pool = new Pool({ connectionString: url, max: 1 });
    onTestFinished(() => pool.end());
    await migrate(pg(pool), { schema });
    await pool.query(
      `INSERT INTO "${schema}".codegrant_grants SELECT i::text, i::text, '{}', 1 FROM generate_series(1, 20000) i`,
    );
    const plans: string[] = [];
    const { grants } = sqlStore(
      {
        dialect: 'postgresql',
        run: async (statement, parameters) => {
          const { rows } = await pool.query(`EXPLAIN (FORMAT JSON) ${statement}`, [...parameters]);
          plans.push(JSON.stringify(rows));
          return [];
        },
      },
      { schema },
    ).storage;
    await grants.findGrant('1', '1');
    await grants.listGrants('1');
    for (const plan of plans) expect(plan).toContain('"Index Name":"codegrant_grants_pkey"');
    expect(plans).toHaveLength(2);
  });
});
