import type { Kind } from '../workload/kinds.ts';
import type { Workload } from '../workload/workload.ts';
import { checkServerAnswer, targetOf } from './check-server.ts';
import type { Load, LoadServer } from './load.ts';
import type { StartedServer } from './start-server.ts';

/** What is sent: valid requests, and requests whose error the client is told. */
export const sentKinds = ['valid', 'badScope'] as const satisfies Kind[];

export type SentKind = (typeof sentKinds)[number];

/** One server that gets requests of one kind, and what each round says. */
export interface LoadTask {
  readonly server: Omit<StartedServer, 'stop'>;
  readonly kind: SentKind;
  readonly loads: Load[];
  /** The processor time of the server for one request, in nanoseconds. */
  readonly nanoseconds: number[];
}

export const targetsOf = ({ requests }: Workload, kind: SentKind): readonly string[] =>
  requests[kind].map(({ query }) => targetOf(query));

/**
 * Loads the server of a task for a round.
 *
 * @throws {Error} if an answer after the load is wrong: that it was right before says nothing about the load
 */
export const runLoadTask = async (
  { server, kind, loads, nanoseconds }: LoadTask,
  workload: Workload,
  load: LoadServer,
  seconds: number,
): Promise<void> => {
  const before = await server.processorTime();
  const measured = await load(server.origin, targetsOf(workload, kind), seconds);
  nanoseconds.push(((await server.processorTime()) - before) / measured.requests);
  loads.push(measured);
  for (const request of workload.requests[kind].slice(0, 1)) await checkServerAnswer(server, kind, request);
};
