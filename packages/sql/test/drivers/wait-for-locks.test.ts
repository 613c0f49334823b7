import { DatabaseSync } from 'node:sqlite';
import { betterSqlite3, bunSqlite, nodeSqlite } from '@codegrant/sql';
import Connection from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

const timeoutOf = (connection: DatabaseSync): unknown => connection.prepare('PRAGMA busy_timeout').get()?.['timeout'];

describe('A connection of SQLite', () => {
  it('waits for others five seconds, if it would not wait.', () => {
    const connection = new DatabaseSync(':memory:');
    expect(timeoutOf(connection)).toBe(0);
    nodeSqlite(connection);
    expect(timeoutOf(connection)).toBe(5000);
  });

  it('waits as long as its owner says.', () => {
    const connection = new DatabaseSync(':memory:', { timeout: 123 });
    nodeSqlite(connection);
    bunSqlite({ query: (statement) => connection.prepare(statement) });
    expect(timeoutOf(connection)).toBe(123);
  });

  it('of better-sqlite3 waits too.', () => {
    const connection = new Connection(':memory:', { timeout: 0 });
    betterSqlite3(connection);
    expect(connection.pragma('busy_timeout', { simple: true })).toBe(5000);
  });
});
