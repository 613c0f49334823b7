import { DatabaseSync } from 'node:sqlite';
import { migrate, nodeSqlite, sqlStore } from '@codegrant/sql';
import { describe, expect, it } from 'vitest';

const open = () => {
  const connection = new DatabaseSync(':memory:');
  const db = nodeSqlite(connection);
  migrate(db);
  return { connection, consents: sqlStore(db).storage.consents };
};

describe('The consents of a database', () => {
  it('are one row for each scope token, also if it is allowed again.', () => {
    const { connection, consents } = open();
    consents.remember('user-1', 'web', ['write', 'read']);
    consents.remember('user-1', 'web', ['read', 'admin']);
    const rows = connection.prepare('SELECT scope FROM codegrant_consents ORDER BY scope').all();
    expect(rows).toEqual([{ scope: 'admin' }, { scope: 'read' }, { scope: 'write' }]);
  });

  it('are forgotten for one subject and one client.', () => {
    const { consents } = open();
    for (const [subject, clientId] of [
      ['user-1', 'web'],
      ['user-1', 'cli'],
      ['user-2', 'web'],
    ] as const)
      consents.remember(subject, clientId, ['read']);
    consents.forget('user-1', 'web');
    consents.forget('user-1', 'unknown');
    expect(consents.granted('user-1', 'web')).toEqual([]);
    expect(consents.granted('user-1', 'cli')).toEqual(['read']);
    expect(consents.granted('user-2', 'web')).toEqual(['read']);
  });

  it('are refused if a surrogate pair is split over the subject and the client.', () => {
    const { consents } = open();
    // What a database makes of each half.
    consents.remember('user\ufffd', '\ufffdweb', ['read']);
    expect(consents.granted('user\ud83e', '\udd8aweb')).toEqual([]);
    expect(consents.forget('user\ud83e', '\udd8aweb')).toBeUndefined();
    expect(() => consents.remember('user\ud83e', '\udd8aweb', ['read'])).toThrow('half of a surrogate pair');
    expect(consents.granted('user\ufffd', '\ufffdweb')).toEqual(['read']);
  });

  it.each([
    ['U+0000', 'user\0'],
    ['half of a surrogate pair', 'user\ud800'],
  ])('are refused for a subject with %s, and there are none.', (_what, subject) => {
    const { consents } = open();
    expect(() => consents.remember(subject, 'web', ['read'])).toThrow('U+0000 or half of a surrogate pair');
    expect(() => consents.remember('user-1', 'web', [subject])).toThrow('U+0000 or half of a surrogate pair');
    expect(consents.granted(subject, 'web')).toEqual([]);
    expect(consents.forget(subject, 'web')).toBeUndefined();
  });
});
