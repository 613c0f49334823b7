import type { ServerOptions } from '@codegrant/server';
import type { PortFunction } from '@codegrant/server/internal';
import type { Send, WireRequest } from '../wire/send.ts';
import type { TestState } from './vector-server.ts';

/** How a request is answered during an outage: a page, JSON, or an error that the client gets by redirect. */
export type AnswerInOutage = 'page' | 'json' | 'client' | 'clientInJson';

/** A request that calls several ports. */
export interface RequestInOutage {
  readonly request: string;
  /** Comes to the request, while every port works. */
  readonly reach: (send: Send, state: TestState) => Promise<WireRequest>;
  /** The functions that the request calls, in their order, and the answer if the function is not available. */
  readonly calls: Partial<Readonly<Record<PortFunction, AnswerInOutage>>>;
  /** A name in policies.json. Default: `default`. */
  readonly policy?: string;
  /** Options that the server needs for it. Default: none. */
  readonly options?: Partial<ServerOptions<unknown>>;
  /** The functions after whose outage the same request gets `invalid_grant`, or 404 for a grant that was revoked. Default: none. */
  readonly notAgain?: readonly PortFunction[];
}
