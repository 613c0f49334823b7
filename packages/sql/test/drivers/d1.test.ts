import { DatabaseSync } from 'node:sqlite';
import { describeStore } from '@codegrant/conformance/suite';
import { type D1, d1, migrate, sqlStore } from '@codegrant/sql';

/** D1 over SQLite, which it is made of. D1 takes at most 100 parameters. */
const d1Over = (db: DatabaseSync): D1 => ({
  prepare: (statement) => ({
    bind: (...parameters) => {
      if (parameters.length > 100) throw new Error('too many SQL variables');
      return { all: async () => ({ results: db.prepare(statement).all(...parameters) }) };
    },
  }),
});

describeStore('D1', async () => {
  const connection = new DatabaseSync(':memory:');
  const db = d1(d1Over(connection));
  await migrate(db);
  return { ...sqlStore(db), close: () => connection.close() };
});
