import type { Workload } from '../workload/workload.ts';
import type { Operation } from './operation.ts';

/** How a scope that does not exist is refused: the client gets this error, or the user sees a page. */
export type ScopeRefusal = 'invalid_scope' | 'access_denied' | 'page';

/** An implementation that is measured. */
export interface Subject {
  /** The query of an authorization request in; the redirect, or the refusal, out. */
  readonly authorize: Operation;
  /** The body of a token request in, the response out. */
  readonly redeem: Operation;
  /** Default: `invalid_scope`, as RFC 6749 §4.1.2.1 says. */
  readonly refusesScope?: ScopeRefusal | undefined;
}

/** Sets an implementation up for a workload. */
export type SetUp = (workload: Workload) => Subject | Promise<Subject>;
