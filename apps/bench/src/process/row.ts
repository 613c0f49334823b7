import type { OwnRowName } from '../rows/own-rows.ts';
import type { Scenario } from '../workload/scenario.ts';
import type { Exercise } from './exercise.ts';

/** Where the code of a row is: in this folder, or in the folder that the rivals are installed in. */
type RowSource =
  | { readonly kind: 'own'; readonly name: OwnRowName }
  | { readonly kind: 'rival'; readonly file: string };

/** A row of a table: one implementation, in a process of its own. */
export interface Row {
  readonly name: string;
  readonly source: RowSource;
  readonly scenario: Scenario;
  readonly exercises: readonly Exercise[];
  /** Another checkout whose packages are measured, built. Default: this one. */
  readonly checkout?: string | undefined;
}
