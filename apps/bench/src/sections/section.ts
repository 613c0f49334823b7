import type { Options } from '../options.ts';
import type { InstalledRival } from '../rivals/install-rivals.ts';
import type { Mark } from '../report/chart.ts';
import type { Table } from '../report/table.ts';
import type { Measures } from '../report/targets.ts';

/** What a section needs. */
export interface Given {
  readonly options: Options;
  /** The other libraries that could be installed. */
  readonly rivals: readonly InstalledRival[];
}

/** What a section has measured. */
export interface Findings {
  readonly tables: readonly Table[];
  readonly measures: Measures;
  /** The marks of the chart. */
  readonly marks?: readonly Mark[] | undefined;
}

/** Measures one thing. */
export type Section = (given: Given) => Promise<Findings>;
