import { join } from 'node:path';
import { plainRecord } from '@codegrant/conformance';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { openPair as betterSqlite3 } from '../src/stores/better-sqlite3.ts';
import { measurePair } from '../src/stores/measure-pair.ts';
import { openPair as nodeSqlite } from '../src/stores/node-sqlite.ts';
import type { Exchange } from '../src/stores/pair.ts';
import { redisCommands } from '../src/stores/redis-commands.ts';
import { sqlStatements } from '../src/stores/sql-statements.ts';

const taking: Exchange = (record) => ({ record, firstUse: true });

const effort = { rounds: 3, milliseconds: 1 };

describe('The section on stores', () => {
  it.each([
    ['node:sqlite', nodeSqlite],
    ['better-sqlite3', betterSqlite3],
  ])('compares two ways to use the same tables of %s.', async (_name, openPair) => {
    const pair = await openPair(join(temporaryFolder(onTestFinished), 'codes.sqlite'));
    onTestFinished(pair.close);
    const [one, other] = [plainRecord, { ...plainRecord, codeHash: 'other' }];
    expect(await pair.bare(one)).toEqual({ record: one, firstUse: true });
    expect(() => pair.stored(one)).toThrow('UNIQUE');
    expect(await pair.stored(other)).toMatchObject({ record: { codeHash: 'other' }, firstUse: true });
  });

  it('takes the statements and the scripts from the stores.', async () => {
    expect(sqlStatements('postgresql')).toEqual({
      save: expect.stringContaining('VALUES ($1, $2, $3)'),
      take: expect.stringContaining('WHERE code_hash = $2 RETURNING'),
    });
    expect(await redisCommands()).toEqual({
      save: expect.stringContaining('HSETNX'),
      take: expect.stringContaining('HINCRBY'),
      prefix: 'codegrant:code:',
    });
  });

  it('gives both one batch in each round.', async () => {
    const times = await measurePair(
      { bare: taking, stored: async (record) => taking(record), close: () => {} },
      effort,
    );
    expect([times.bare.length, times.stored.length]).toEqual([3, 3]);
  });

  it('stops if a new code was not taken.', async () => {
    const pair = { bare: taking, stored: () => ({ record: plainRecord, firstUse: true }), close: () => {} };
    await expect(measurePair(pair, effort)).rejects.toThrow('A new code was not taken for the first time.');
  });
});
