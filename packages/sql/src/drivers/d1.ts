import type { Database, Parameter } from '../database.ts';

/** What is used of a `D1Database` of Cloudflare Workers. */
export interface D1 {
  readonly prepare: (statement: string) => {
    readonly bind: (...parameters: Parameter[]) => {
      readonly all: () => Promise<{ readonly results: readonly unknown[] }>;
    };
  };
}

/** A database of Cloudflare D1: the binding of a Worker, or a session of it that begins with `first-primary`. */
export const d1 = (db: D1): Database => ({
  dialect: 'sqlite',
  run: async (statement, parameters) =>
    (
      await db
        .prepare(statement)
        .bind(...parameters)
        .all()
    ).results,
});
