import type { Workload } from '../workload/workload.ts';
import type { Operation } from './operation.ts';

/** An implementation that is measured. */
export interface Subject {
  /** The query of an authorization request in; the redirect, or the refusal, out. */
  readonly authorize: Operation;
  /** The body of a token request in, the response out. */
  readonly redeem: Operation;
}

/** Sets an implementation up for a workload. */
export type SetUp = (workload: Workload) => Subject | Promise<Subject>;
