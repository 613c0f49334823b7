import { DatabaseSync } from 'node:sqlite';
import { migrate, nodeSqlite, sqlStore } from '@codegrant/sql';
import type { AccessTokenRecord } from '@codegrant/server';
import { describe, expect, it } from 'vitest';

const now = 1_767_225_600;

const record: AccessTokenRecord = {
  tokenHash: 'a-hash',
  grantId: 'a-grant',
  subject: undefined,
  clientId: 'web',
  scope: '',
  resources: undefined,
  authTime: undefined,
  issuedAt: now,
  expiresAt: now + 600,
};

const open = () => {
  const connection = new DatabaseSync(':memory:');
  const db = nodeSqlite(connection);
  migrate(db);
  const rows = () => connection.prepare('SELECT token_hash FROM codegrant_access_tokens ORDER BY 1').all();
  return { rows, accessTokens: sqlStore(db, { now: () => now }).storage.accessTokens };
};

describe('The access tokens of a database', () => {
  it('are one row each, which a revocation deletes.', () => {
    const { rows, accessTokens } = open();
    expect(accessTokens.saveAccessToken(record)).toBeUndefined();
    expect(accessTokens.findAccessToken('a-hash')).toEqual(JSON.parse(JSON.stringify(record)));
    expect(accessTokens.revokeAccessToken('a-hash')).toBeUndefined();
    expect(rows()).toEqual([]);
  });

  it('are refused if the hash is saved already.', () => {
    const { accessTokens } = open();
    accessTokens.saveAccessToken(record);
    expect(() => accessTokens.saveAccessToken({ ...record, clientId: 'other' })).toThrow('UNIQUE');
    expect(accessTokens.findAccessToken('a-hash')).toMatchObject({ clientId: 'web' });
  });

  it('are deleted some time after they expire, while others are added.', () => {
    const { rows, accessTokens } = open();
    for (const [tokenHash, expiresAt] of [
      ['old', now - 301],
      ['skewed', now - 300],
    ] as const)
      accessTokens.saveAccessToken({ ...record, tokenHash, expiresAt });
    accessTokens.saveAccessToken({ ...record, tokenHash: 'B' });
    expect(rows()).toHaveLength(3);
    accessTokens.saveAccessToken({ ...record, tokenHash: 'A' });
    expect(rows()).toEqual([{ token_hash: 'A' }, { token_hash: 'B' }, { token_hash: 'skewed' }]);
  });
});
