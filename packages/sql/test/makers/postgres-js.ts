import type { MadeStore } from '@codegrant/conformance/suite';
import { migrate, postgresJs, sqlClientRegistry, sqlStore } from '@codegrant/sql';
import postgres from 'postgres';

/** Makes a store of postgres.js in a schema. */
export default async (argument: string): Promise<MadeStore> => {
  const { url, schema } = JSON.parse(argument);
  const sql = postgres(url, { max: 10 });
  const db = postgresJs(sql);
  await migrate(db, { schema });
  return {
    storage: { ...sqlStore(db, { schema }).storage, registry: sqlClientRegistry(db, { schema }) },
    close: () => sql.end(),
  };
};
