import { DatabaseSync } from 'node:sqlite';
import { migrate, nodeSqlite, sqlStore } from '@codegrant/sql';
import type { Workload } from '../../workload/workload.ts';
import type { SetUp } from '../subject.ts';
import { type Ports, valuePorts } from './ports.ts';
import { server } from './server.ts';

/** Ports whose codes are in a SQLite database in memory: what the store costs without a disk. */
const sqlitePorts = (workload: Workload): Ports => {
  const db = nodeSqlite(new DatabaseSync(':memory:'));
  migrate(db);
  const { storage } = sqlStore(db, { except: ['clients', 'consents'] });
  return { ...valuePorts(workload), store: storage.store };
};

export const serverWithSqlite: SetUp = server(sqlitePorts);
