import { checkAnswer } from '../rows/check-answer.ts';
import { type Kind, kinds } from '../workload/kinds.ts';
import type { AuthorizationRequest, Workload } from '../workload/workload.ts';
import { isBare } from './servers.ts';
import type { StartedServer } from './start-server.ts';

/** The request target of a query. */
export const targetOf = (query: string): string => `/oauth/authorize?${query}`;

/**
 * Checks one answer of a server over HTTP. A bare framework must only redirect.
 *
 * @throws {Error} if the answer is wrong
 */
export const checkServerAnswer = async (
  { name, listener, origin }: Pick<StartedServer, 'name' | 'listener' | 'origin'>,
  kind: Kind,
  request: AuthorizationRequest,
): Promise<void> => {
  const response = await fetch(origin + targetOf(request.query), { redirect: 'manual' });
  const location = response.headers.get('location') ?? undefined;
  const answer = { status: response.status, location, body: await response.text() };
  if (!isBare(listener)) checkAnswer(kind, answer, request);
  else if (answer.status !== 302) throw new Error(`${name} answers ${answer.status} and not 302.`);
};

/** Checks a server before it is loaded: some answers of each kind. */
export const checkServer = async (server: StartedServer, { requests }: Workload): Promise<void> => {
  for (const kind of kinds)
    for (const request of requests[kind].slice(0, 16)) await checkServerAnswer(server, kind, request);
};
