import { DatabaseSync } from 'node:sqlite';
import { migrate, nodeSqlite, sqlStore } from '@codegrant/sql';
import { hashClientSecret } from '@codegrant/server';
import { describe, expect, it } from 'vitest';

const open = () => {
  const connection = new DatabaseSync(':memory:');
  const db = nodeSqlite(connection);
  migrate(db);
  return { connection, clients: sqlStore(db).storage.clients };
};

const registration = { client_id: 'web', redirect_uris: ['https://web.example/callback'] };

describe('The clients of a database', () => {
  it('have no secret in the table, only its hash.', () => {
    const { connection, clients } = open();
    const other = hashClientSecret('an older secret');
    clients.save({ ...registration, client_secret: 'a secret', client_secret_hashes: [other] });
    const row = connection.prepare('SELECT metadata FROM codegrant_clients').get();
    expect(JSON.parse(String(row?.['metadata']))).toEqual({
      ...registration,
      client_secret_hashes: [other, hashClientSecret('a secret')],
    });
  });

  it('are validated in every lookup: a row that became invalid throws, with its problems.', () => {
    const { connection, clients } = open();
    connection
      .prepare('INSERT INTO codegrant_clients VALUES (?, ?)')
      .run('web', '{"client_id":"web","redirect_uris":[]}');
    expect(() => clients.find('web')).toThrow(/client "web": .*redirect_uris/);
  });

  it('are refused before anything is written if they are invalid.', () => {
    const { connection, clients } = open();
    expect(() => clients.save({ client_id: 'web', redirect_uris: ['http://web.example/'] })).toThrow('client "web"');
    expect(connection.prepare('SELECT * FROM codegrant_clients').all()).toEqual([]);
  });
});
