import { DatabaseSync } from 'node:sqlite';
import { migrate, nodeSqlite, sqlStore } from '@codegrant/sql';
import type { SetUp } from '../subject.ts';
import { valuePorts } from './ports.ts';
import { server } from './server.ts';

/** A server whose codes are in a SQLite database in memory: what the store costs without a disk. */
export const serverWithSqlite: SetUp = async (workload) => {
  const db = nodeSqlite(new DatabaseSync(':memory:'));
  await migrate(db);
  const { store } = sqlStore(db, { except: ['clients', 'consents'] }).storage;
  return server(() => ({ ...valuePorts(workload), store }))(workload);
};
