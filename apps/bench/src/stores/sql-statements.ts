import { type Dialect, sqlStore } from '@codegrant/sql';
import { plainRecord } from '@codegrant/conformance';

/** The statements that `sqlStore` runs to save a code and to take it. */
export const sqlStatements = (dialect: Dialect): { readonly save: string; readonly take: string } => {
  const statements: string[] = [];
  const run = (statement: string): readonly unknown[] => {
    statements.push(statement);
    return [];
  };
  const { store } = sqlStore({ dialect, run }).storage;
  // The functions of a store over a synchronous client return no promise.
  void store.saveCode(plainRecord);
  void store.takeCode(plainRecord.codeHash, plainRecord.expiresAt);
  const [save, take] = statements;
  if (save === undefined || take === undefined || statements.length > 2)
    throw new Error('sqlStore must run one statement to save a code, and one to take it.');
  return { save, take };
};
