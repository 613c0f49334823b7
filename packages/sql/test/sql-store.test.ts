import { DatabaseSync } from 'node:sqlite';
import { plainGrant, plainRecord } from '@codegrant/conformance';
import { optionsWith } from '@codegrant/conformance/suite';
import { type Database, migrate, nodeSqlite, type Parameter, schema, sqlStore } from '@codegrant/sql';
import {
  type Awaitable,
  type CodeRecord,
  createAuthorizationServer,
  type RefreshTokenRecord,
  type RefreshTokenUse,
  TemporarilyUnavailable,
} from '@codegrant/server';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../testing/problems-of.ts';

const record: CodeRecord = { ...plainRecord, codeHash: 'a-hash' };

const usedAt = 1_700_000_000;

const refreshToken: RefreshTokenRecord = {
  tokenHash: 'a-hash',
  grantId: plainGrant.grantId,
  subject: plainGrant.subject,
  expiresAt: plainGrant.expiresAt,
};

const use: RefreshTokenUse = { salt: 'a-salt', usedAt: 1, successorHash: 'a-hash' };

const migrated = (): DatabaseSync => {
  const connection = new DatabaseSync(':memory:');
  migrate(nodeSqlite(connection));
  return connection;
};

describe('sqlStore', () => {
  it('is synchronous over a synchronous client.', () => {
    const { store, consents, clients, grants } = sqlStore(nodeSqlite(migrated())).storage;
    const registration = { client_id: 'web', redirect_uris: ['https://web.example/callback'] };
    expect(store.saveCode(record)).toBeUndefined();
    expect(store.takeCode('a-hash', usedAt)).toMatchObject({ firstUse: true });
    expect(store.takeCode('unknown', usedAt)).toBeUndefined();
    expect(store.recordAnswer('an-id', 'deny', record.expiresAt)).toBe('deny');
    expect(consents.remember('user-1', 'web', ['read'])).toBeUndefined();
    expect(consents.granted('user-1', 'web')).toEqual(['read']);
    expect(clients.save(registration)).toBeUndefined();
    expect(clients.find('web')).toMatchObject(registration);
    expect(grants.saveGrant(plainGrant)).toBeUndefined();
    expect(grants.listGrants(plainGrant.subject)).toEqual([plainGrant]);
    expect(grants.saveRefreshToken(refreshToken)).toBeUndefined();
    expect(grants.useRefreshToken(refreshToken.tokenHash, use)).toEqual(use);
  });

  it('fills the ports of a server, so that it needs no clients of its own.', () => {
    const { clients: _, ...options } = optionsWith<undefined>(() => undefined);
    const db = nodeSqlite(migrated());
    expect(createAuthorizationServer({ ...options, ...sqlStore(db) }).paths.token).toBe('/oauth/token');
    expect(() => createAuthorizationServer({ ...options, ...sqlStore(db, { except: ['clients'] }) })).toThrow(
      'clients',
    );
    expect(Object.keys(sqlStore(db, { except: ['clients', 'store'] }).storage)).toEqual([
      'consents',
      'grants',
      'accessTokens',
    ]);
  });

  it('keeps the tables of two prefixes apart.', () => {
    const connection = migrated();
    migrate(nodeSqlite(connection), { prefix: 'other_' });
    sqlStore(nodeSqlite(connection)).storage.store.saveCode(record);
    const other = sqlStore(nodeSqlite(connection), { prefix: 'other_' }).storage.store;
    expect(other.takeCode('a-hash', usedAt)).toBeUndefined();
  });

  it('refuses a code whose hash is saved already.', () => {
    const { store } = sqlStore(nodeSqlite(migrated())).storage;
    store.saveCode(record);
    expect(() => store.saveCode({ ...record, subject: 'user-2' })).toThrow('UNIQUE');
    expect(store.takeCode('a-hash', usedAt)).toMatchObject({ record: { subject: 'user-1' }, firstUse: true });
  });

  it('takes an object of a class, whose functions need it.', () => {
    class Own implements Database {
      readonly dialect = 'sqlite';
      readonly #db = nodeSqlite(new DatabaseSync(':memory:'));
      run(statement: string, parameters: readonly Parameter[]): Awaitable<readonly unknown[]> {
        return this.#db.run(statement, parameters);
      }
    }
    const own = new Own();
    migrate(own);
    const { store } = sqlStore(own).storage;
    store.saveCode(record);
    expect(store.takeCode('a-hash', usedAt)).toMatchObject({ firstUse: true });
  });

  it.each([
    ['in milliseconds', () => Date.now()],
    ['of a promise', () => Object(Promise.resolve(1))],
    ['that throws', () => Number(BigInt(Number.NaN))],
  ])('refuses a clock %s.', (_what, now) => {
    expect(problemsOf(() => sqlStore(nodeSqlite(migrated()), { now }))).toEqual([
      'now must return seconds since 1970-01-01T00:00:00Z, as Date.now() / 1000 does.',
    ]);
  });

  it('deletes nothing by a clock that goes wrong later.', () => {
    const connection = migrated();
    const times = [record.expiresAt, record.expiresAt * 1000];
    const { store } = sqlStore(nodeSqlite(connection), { now: () => times.shift() ?? Number.NaN }).storage;
    expect(() => store.saveCode({ ...record, codeHash: 'A' })).toThrow('now must return seconds');
    expect(connection.prepare('SELECT * FROM codegrant_codes').all()).toEqual([]);
  });

  const cause = new Error('no connection');
  const unavailable = new TemporarilyUnavailable('The database did not run a statement: Error: no connection', {
    cause,
  });

  it('says that it is unavailable if the client throws, with what it threw as the cause (R192).', () => {
    const run = (): never => {
      throw cause;
    };
    const { store, consents, clients, grants } = sqlStore({ dialect: 'sqlite', run }).storage;
    const calls = [
      () => store.saveCode(record),
      () => store.takeCode('a-hash', usedAt),
      () => store.recordAnswer('an-id', 'deny', record.expiresAt),
      () => consents.granted('user-1', 'web'),
      () => consents.remember('user-1', 'web', ['read']),
      () => clients.find('web'),
      () => grants.saveGrant(plainGrant),
      () => grants.findGrant('user-1', plainGrant.grantId),
      () => grants.listGrants('user-1'),
      () => grants.revokeGrant('user-1', plainGrant.grantId, plainGrant.expiresAt),
      () => grants.saveRefreshToken(refreshToken),
      () => grants.findRefreshToken('a-hash'),
      () => grants.useRefreshToken('a-hash', use),
    ];
    for (const call of calls) expect(call).toThrow(unavailable);
    expect(calls[0]).toThrow(expect.objectContaining({ cause }));
  });

  it('says that it is unavailable if the client rejects, with what it rejected with as the cause (R192).', async () => {
    const { store } = sqlStore({ dialect: 'sqlite', run: () => Promise.reject(cause) }).storage;
    await expect(store.takeCode('a-hash', usedAt)).rejects.toEqual(unavailable);
    await expect(store.takeCode('a-hash', usedAt)).rejects.toMatchObject({ cause });
  });

  it.each([
    ['nothing', () => []],
    ['rows without the columns', () => [{}]],
    ['rows that are lists', () => [['{}', 1]]],
  ])('names the column if a client of your own returns %s.', (_what, run) => {
    const { store } = sqlStore({ dialect: 'sqlite', run }).storage;
    expect(() => store.recordAnswer('an-id', 'deny', record.expiresAt)).toThrow(
      'run must return rows. A row has no text in its column answer.',
    );
  });
});

const nameRule = (member: string, value: unknown): string =>
  `${member} ${JSON.stringify(value)} must be 1 to 40 lower-case letters, digits and _, and must not begin with a digit.`;

describe('The names of the tables', () => {
  it.each([
    '',
    '1a',
    'Codegrant_',
    'a-b',
    'a b',
    'a"; DROP TABLE users; --',
    'a\n',
    'a.b',
    'é',
    'a'.repeat(41),
    null,
    7,
  ])('may not begin with %j.', (prefix) => {
    const settings: object = { prefix };
    const db = nodeSqlite(migrated());
    for (const make of [() => sqlStore(db, settings), () => migrate(db, settings), () => schema('sqlite', settings)])
      expect(problemsOf(make)).toEqual([nameRule('prefix', prefix)]);
  });

  it.each(['', 'a.b', 'a"; --'])('may not be in the schema %j.', (name) => {
    expect(problemsOf(() => schema('postgresql', { schema: name }))).toEqual([nameRule('schema', name)]);
  });

  it('have no schema in SQLite, and no misspelt setting.', () => {
    const settings = { schema: 'oauth', prefx: 'a_' };
    expect(problemsOf(() => sqlStore(nodeSqlite(migrated()), settings))).toEqual([
      'prefx is not a setting: correct its spelling.',
      'schema is only for PostgreSQL. Leave it out, or set prefix.',
    ]);
  });

  it('need a dialect that is known.', () => {
    const db = { ...nodeSqlite(migrated()), ...Object({ dialect: 'mysql' }) };
    expect(problemsOf(() => sqlStore(db))).toEqual(['dialect must be sqlite or postgresql.']);
  });

  it.each([
    ['a client', new DatabaseSync(':memory:')],
    ['a database that runs nothing', { dialect: 'sqlite' }],
  ])('are not those of %s, with which each request would look like an outage.', (_what, db) => {
    for (const make of [() => sqlStore(Object(db)), () => migrate(Object(db))])
      expect(problemsOf(make)).toEqual([
        'db.run must be a function. Pass pg(pool) or nodeSqlite(connection), for example.',
      ]);
  });

  it.each(['clients', null, { clients: true }])('belong to ports in a list, which %j is not.', (except) => {
    const settings: object = { except };
    expect(problemsOf(() => sqlStore(nodeSqlite(migrated()), settings))).toEqual([
      "except must be a list of ports, for example ['store'].",
    ]);
  });

  it('belong to ports that are known.', () => {
    const settings: object = { except: ['clients', 'tokens'] };
    expect(problemsOf(() => sqlStore(nodeSqlite(migrated()), settings))).toEqual([
      'except names tokens. It may name store, consents, clients, grants, accessTokens.',
    ]);
  });
});
