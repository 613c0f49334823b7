import { memoryLimits } from '@codegrant/limits';
import { type Database, migrate, sqlClientRegistry, sqlStore } from '@codegrant/sql';
import type { AppStorage } from './app-storage.ts';
import { sqlEntries } from './sql-entries.ts';

/** Storage in a database that speaks SQL. Makes the tables, or takes them to the version of this release. */
export const sqlStorage = async (
  db: Database,
  { kind, close }: Pick<AppStorage, 'kind' | 'close'>,
): Promise<AppStorage> => {
  await migrate(db);
  return {
    kind,
    ...sqlStore(db).storage,
    registry: sqlClientRegistry(db),
    entries: await sqlEntries(db),
    limits: memoryLimits(),
    close,
  };
};
