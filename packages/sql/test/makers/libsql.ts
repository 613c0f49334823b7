import type { MadeStore } from '@codegrant/conformance/suite';
import { libsql, migrate, sqlClientRegistry, sqlStore } from '@codegrant/sql';
import { createClient } from '@libsql/client';
import { timeout } from './timeout.ts';

/** Makes a store of `@libsql/client` in a file. */
export default async (file: string): Promise<MadeStore> => {
  const client = createClient({ url: `file:${file}`, timeout });
  const db = libsql(client);
  await client.execute('PRAGMA journal_mode = WAL');
  await migrate(db);
  return { storage: { ...sqlStore(db).storage, registry: sqlClientRegistry(db) }, close: () => client.close() };
};
