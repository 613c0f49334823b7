import type { Database } from '@codegrant/sql';

/** A client that sends SQL over HTTP, for example. */
interface Client {
  readonly execute: (sql: string, values: readonly unknown[]) => Promise<{ readonly rows: readonly object[] }>;
}

export const overHttp = (client: Client): Database => ({
  dialect: 'postgresql',
  run: async (statement, parameters) => (await client.execute(statement, parameters)).rows,
});
