import { checkAnswer } from '../rows/check-answer.ts';
import { kinds } from '../workload/kinds.ts';
import type { Workload } from '../workload/workload.ts';
import type { ListenerName } from './listeners.ts';
import type { StartedServer } from './start-server.ts';

const isBare = (listener: ListenerName): boolean => listener.endsWith('static 302');

/** The request target of a query. */
export const targetOf = (query: string): string => `/oauth/authorize?${query}`;

/**
 * Checks a server over HTTP before it is loaded. A bare framework must only redirect.
 *
 * @throws {Error} if an answer is wrong
 */
export const checkServer = async ({ listener, origin }: StartedServer, { requests }: Workload): Promise<void> => {
  for (const kind of kinds)
    for (const request of requests[kind].slice(0, 16)) {
      const response = await fetch(origin + targetOf(request.query), { redirect: 'manual' });
      const location = response.headers.get('location') ?? undefined;
      const answer = { status: response.status, location, body: await response.text() };
      if (!isBare(listener)) checkAnswer(kind, answer, request);
      else if (answer.status !== 302) throw new Error(`${listener} answers ${answer.status} and not 302.`);
    }
};
