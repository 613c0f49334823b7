import type { MadeStore } from '@codegrant/conformance/suite';
import { migrate, pg, sqlClientRegistry, sqlStore } from '@codegrant/sql';
import { Pool } from 'pg';

/** Makes a store of `pg` in a schema. */
export default async (argument: string): Promise<MadeStore> => {
  const { url, schema } = JSON.parse(argument);
  const pool = new Pool({ connectionString: url, max: 10 });
  const db = pg(pool);
  await migrate(db, { schema });
  return {
    storage: { ...sqlStore(db, { schema }).storage, registry: sqlClientRegistry(db, { schema }) },
    close: () => pool.end(),
  };
};
