import { pathToFileURL } from 'node:url';
import type { Answer } from '../rows/answer.ts';
import { type Operation, operation } from '../rows/operation.ts';
import { RecentMap } from '../rows/recent-map.ts';
import type { SetUp, Subject } from '../rows/subject.ts';
import type { Workload } from '../workload/workload.ts';
import { resolveFrom } from './resolve-from.ts';

/** What a program in `rivals` exports. */
interface Rival {
  readonly setUp: (workload: Workload, recentMap: () => RecentMap<unknown>) => RivalSubject | Promise<RivalSubject>;
}

interface RivalSubject extends Pick<Subject, 'refusesScope'> {
  readonly authorize: RivalOperation;
  readonly redeem: RivalOperation;
}

interface RivalOperation {
  readonly call: (input: string) => unknown;
  readonly read: (result: unknown) => Answer;
}

const isRival = (program: unknown): program is Rival =>
  typeof program === 'object' && program !== null && 'setUp' in program && typeof program.setUp === 'function';

const operationOf = ({ call, read }: RivalOperation): Operation => operation<unknown>(call, read);

/** Loads a row of this project, with the packages as they are published: built, by the default conditions. */
export const loadOwn = async (name: string, checkout: string | undefined): Promise<SetUp> => {
  if (checkout !== undefined) resolveFrom(checkout);
  const { isOwnRow, ownRows } = await import('../rows/own-rows.ts');
  if (!isOwnRow(name)) throw new Error(`There is no row ${name}.`);
  return ownRows[name]();
};

/** Loads a rival from the folder that the rivals are installed in. */
export const loadRival =
  (file: string): SetUp =>
  async (workload): Promise<Subject> => {
    const program: unknown = await import(pathToFileURL(file).href);
    if (!isRival(program)) throw new Error(`${file} exports no setUp.`);
    const { authorize, redeem, refusesScope } = await program.setUp(
      workload,
      () => new RecentMap(workload.scenario.codes),
    );
    return { authorize: operationOf(authorize), redeem: operationOf(redeem), refusesScope };
  };
