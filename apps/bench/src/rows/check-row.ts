import type { Kind } from '../workload/kinds.ts';
import type { AuthorizationRequest, Workload } from '../workload/workload.ts';
import { checkAnswer, checkIssued, expect } from './check-answer.ts';
import { checkRedemption } from './check-redemption.ts';
import type { Operation } from './operation.ts';
import type { Subject } from './subject.ts';

const checkAllIssued = async (authorize: Operation, requests: readonly AuthorizationRequest[]): Promise<void> => {
  const codes = new Set<string>();
  for (const request of requests) {
    const answer = await authorize.once(request.query);
    const code = checkIssued(answer, request);
    expect(!codes.has(code), 'A code repeats', answer);
    codes.add(code);
  }
};

const someOf = (requests: readonly AuthorizationRequest[]): readonly AuthorizationRequest[] => requests.slice(0, 256);

/**
 * Checks a row before it is measured.
 *
 * @throws {Error} if an answer is wrong
 */
export const checkRow = async (subject: Subject, workload: Workload, refuses: readonly Kind[]): Promise<void> => {
  const { authorize, refusesScope } = subject;
  await checkAllIssued(authorize, someOf(workload.requests.valid));
  for (const kind of refuses)
    for (const request of someOf(workload.requests[kind]))
      checkAnswer(kind, await authorize.once(request.query), request, refusesScope);
  await checkRedemption(subject, workload);
};
