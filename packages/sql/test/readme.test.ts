import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { optionsWith } from '@codegrant/conformance/suite';
import { d1, libsql, migrate, postgresJs, type SqlStorage, sqlStore } from '@codegrant/sql';
import { type AuthorizationServer, createAuthorizationServer } from '@codegrant/server';
import { createClient } from '@libsql/client';
import { Pool } from 'pg';
import postgres from 'postgres';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { codeBlocks } from '../../../testing/code-blocks.ts';
import { openD1 } from './engines/d1.ts';
import { describeWithPostgresql } from './engines/describe-with-postgresql.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { allowed, forget, register } from './snippets/account.ts';
import { serverWith } from './snippets/oauth.ts';
import { overHttp } from './snippets/own-client.ts';
import { openSqlite } from './snippets/sqlite.ts';
import { optionsWith as optionsOfWorker } from './snippets/worker.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const pathOf = (name: string): string => join(import.meta.dirname, 'snippets', name);

const query = new URLSearchParams({
  response_type: 'code',
  client_id: 'warehouse',
  redirect_uri: 'https://warehouse.example/callback',
  scope: 'read',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
}).toString();

const authorize = async (server: AuthorizationServer<undefined>): Promise<string> => {
  const reply = await server.handle({
    method: 'GET',
    target: `/oauth/authorize?${query}`,
    header: () => undefined,
    body: () => ({ parsed: undefined, stream: undefined }),
    context: undefined,
  });
  return `${reply?.status} ${reply?.headers['location'] ?? ''}`;
};

const owner = { subject: 'user-1' };

const expectServer = async (storage: SqlStorage): Promise<void> => {
  const server = serverWith<undefined>(storage, () => owner);
  expect(await authorize(server)).toBe('404 ');
  await register(storage, 'a secret');
  expect(await authorize(server)).toBe('200 ');
  await storage.consents.remember('user-1', 'warehouse', ['read']);
  expect(await allowed(storage, 'user-1')).toEqual(['read']);
  expect(await authorize(server)).toMatch(/^302 https:\/\/warehouse\.example\/callback\?code=[\w-]{43}&/);
  await forget(storage, 'user-1');
  expect(await authorize(server)).toBe('200 ');
};

beforeAll(() => {
  process.env['CONSENT_KEY'] = Buffer.alloc(32, 1).toString('base64url');
});

describe('The README', () => {
  it('shows the code that the tests run.', () => {
    const names = ['oauth', 'sqlite', 'postgresql', 'worker', 'own-client', 'account', 'schema'];
    expect(codeBlocks(readme, 'ts')).toEqual(names.map((name) => readFileSync(pathOf(`${name}.ts`), 'utf8')));
  });

  it('shows what schema prints.', () => {
    const args = ['--conditions=@codegrant/source', pathOf('schema.ts')];
    expect(codeBlocks(readme, 'sql')).toEqual([
      `${execFileSync(process.execPath, args, { encoding: 'utf8' }).trimEnd()}\n`,
    ]);
  });

  it('has a server over SQLite that knows its clients and remembers consent.', () =>
    expectServer(openSqlite(join(temporaryFolder(onTestFinished), 'oauth.sqlite'))));

  it('has the storage of a Worker, which leaves clients to a list.', async () => {
    const { binding, close } = await openD1();
    onTestFinished(close);
    await migrate(d1(binding));
    const { clients: _, ...options } = optionsWith<undefined>(() => owner);
    const complete = optionsOfWorker(options, binding);
    expect(Object.keys(complete.storage ?? {})).toEqual(['store', 'consents', 'grants', 'accessTokens']);
    expect(createAuthorizationServer(complete).paths.token).toBe('/oauth/token');
  });

  it('has a client over libSQL in a file.', async () => {
    const client = createClient({
      url: `file:${join(temporaryFolder(onTestFinished), 'oauth.sqlite')}`,
      timeout: 5000,
    });
    onTestFinished(() => client.close());
    await migrate(libsql(client));
    await expectServer(sqlStore(libsql(client)).storage);
  });
});

describeWithPostgresql('The README, over PostgreSQL,', ({ url, schema }) => {
  const poolOf = (): Pool => {
    const pool = new Pool({ connectionString: url });
    onTestFinished(() => pool.end());
    return pool;
  };

  it('has a server that knows its clients and remembers consent, in a schema of its own.', async () => {
    process.env['OAUTH_SCHEMA'] = schema;
    const { openPostgresql } = await import('./snippets/postgresql.ts');
    await expectServer(await openPostgresql(poolOf()));
    const { rows } = await poolOf().query(`SELECT client_id FROM "${schema}".codegrant_clients`);
    expect(rows).toEqual([{ client_id: 'warehouse' }]);
  });

  it('has a database of postgres.js, and of a client of your own.', async () => {
    const sql = postgres(url);
    onTestFinished(() => sql.end());
    const own = overHttp({ execute: (statement, values) => poolOf().query(statement, [...values]) });
    for (const [db, prefix] of [
      [postgresJs(sql), 'a_'],
      [own, 'b_'],
    ] as const) {
      await migrate(db, { schema, prefix });
      await expectServer(sqlStore(db, { schema, prefix }).storage);
    }
  });
});
