import { join } from 'node:path';
import { plainRecord } from '@codegrant/conformance';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { openPair as betterSqlite3 } from '../src/stores/better-sqlite3.ts';
import { measurePair } from '../src/stores/measure-pair.ts';
import { openPair as nodeSqlite } from '../src/stores/node-sqlite.ts';
import { redisCommands } from '../src/stores/redis-commands.ts';
import { sqlStatements } from '../src/stores/sql-statements.ts';

const effort = { rounds: 3, milliseconds: 1 };

describe('The section on stores', () => {
  it.each([
    ['node:sqlite', nodeSqlite],
    ['better-sqlite3', betterSqlite3],
  ])('compares two ways to use the same tables of %s.', async (_name, openPair) => {
    const pair = await openPair(join(temporaryFolder(onTestFinished), 'codes.sqlite'));
    onTestFinished(pair.close);
    const json = JSON.stringify(plainRecord);
    expect(await pair.bare(plainRecord, json)).toBe(true);
    expect(() => pair.stored(plainRecord, json)).toThrow('UNIQUE');
    expect(await pair.stored({ ...plainRecord, codeHash: 'other' }, json)).toBe(true);
  });

  it('takes the statements and the scripts from the stores.', async () => {
    expect(sqlStatements('postgresql')).toEqual({
      save: expect.stringContaining('VALUES ($1, $2, $3)'),
      take: expect.stringContaining('WHERE code_hash = $1 RETURNING'),
    });
    expect(await redisCommands()).toEqual({
      save: expect.stringContaining('HSETNX'),
      take: expect.stringContaining('HINCRBY'),
      prefix: 'codegrant:code:',
    });
  });

  it('gives both one batch in each round.', async () => {
    const times = await measurePair({ bare: () => true, stored: async () => true, close: () => {} }, effort);
    expect([times.bare.length, times.stored.length]).toEqual([3, 3]);
  });

  it('stops if a new code was not taken.', async () => {
    const pair = { bare: () => true, stored: async () => false, close: () => {} };
    await expect(measurePair(pair, effort)).rejects.toThrow('A new code was used already.');
  });
});
