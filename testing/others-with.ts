import { join } from 'node:path';

/**
 * Other processes that make the same store, for `describeStore`.
 *
 * @param maker a module whose default export makes the store, for example `sql/test/makers/pg.ts`
 * @param argument what the default export is called with
 */
export const othersWith = (maker: string, argument: string) => ({
  module: join(import.meta.dirname, '../packages', maker),
  argument: () => argument,
  execArgv: ['--conditions=@codegrant/source', '--disable-warning=ExperimentalWarning'],
});
