import { processorTime } from '../measure/processor-time.ts';
import { checkAnswer, checkIssued } from '../rows/check-answer.ts';
import { checkRedemption } from '../rows/check-redemption.ts';
import type { Operation } from '../rows/operation.ts';
import type { Subject } from '../rows/subject.ts';
import { tokenBody } from '../workload/token-body.ts';
import type { AuthorizationRequest, Workload } from '../workload/workload.ts';
import { type Exercise, isKind, kindOf } from './exercise.ts';

/** How much processor time one of `count` calls took. */
export interface Timed {
  readonly nanoseconds: number;
  readonly count: number;
}

/**
 * A row runs untimed before its first batch, so that V8 has compiled what is measured: so many calls, or as long as so many
 * batches.
 */
const warmUp = { calls: 20_000, batches: 30 };

/** So many codes are prepared for a batch at most: half of those that every row keeps. So each is still there when it is redeemed. */
const mostCodes = 2048;

const requestOf = (requests: readonly AuthorizationRequest[], at: number): AuthorizationRequest => {
  const request = requests[at % requests.length];
  if (request === undefined) throw new Error('There is no request, so nothing would be measured.');
  return request;
};

const issueCodes = async (authorize: Operation, requests: readonly AuthorizationRequest[], count: number) => {
  const bodies: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const request = requestOf(requests, at);
    bodies.push(tokenBody(request, checkIssued(await authorize.once(request.query), request)));
  }
  return bodies;
};

/** Calls that are ready to be made: what they need is prepared, and is not timed. */
interface Calls {
  readonly operation: Operation;
  readonly inputs: readonly string[];
  readonly count: number;
}

const time = async ({ operation, inputs, count }: Calls): Promise<Timed> => {
  const start = processorTime();
  await operation.repeat(inputs, count);
  return { nanoseconds: (processorTime() - start) / count, count };
};

/** The calls of one exercise of one row. */
export class Batches {
  readonly #exercise: Exercise;
  readonly #subject: Subject;
  readonly #workload: Workload;
  readonly #requests: readonly AuthorizationRequest[];
  #nanoseconds: number | undefined;

  constructor(exercise: Exercise, subject: Subject, workload: Workload) {
    this.#exercise = exercise;
    this.#subject = subject;
    this.#workload = workload;
    this.#requests = workload.requests[kindOf(exercise)];
  }

  /** A batch of about so many milliseconds, after a collection of young garbage and a short untimed run. */
  async run(milliseconds: number): Promise<Timed> {
    this.#nanoseconds ??= await this.#warmUp(milliseconds);
    const count = Math.max(1, Math.round((milliseconds * 1e6) / this.#nanoseconds));
    const timed = await this.#prepare(count);
    const untimed = await this.#prepare(Math.ceil(timed.count / 10));
    // The garbage of the preparation is not collected while the batch is timed. A full collection that is forced finds no
    // request in progress. V8 then forgets the shapes of all objects that only requests have, and compiles everything that
    // uses them once more: for some thousand calls that takes up to half of the time, in the rows with the most code.
    globalThis.gc?.({ type: 'minor' });
    await time(untimed);
    const result = await time(timed);
    await this.#checkAgain();
    return result;
  }

  async #warmUp(milliseconds: number): Promise<number> {
    const end = processorTime() + milliseconds * warmUp.batches * 1e6;
    let timed = await time(await this.#prepare(1));
    for (let calls = 0; calls < warmUp.calls && processorTime() < end; calls += timed.count)
      timed = await time(await this.#prepare(Math.min(timed.count * 2, mostCodes)));
    return timed.nanoseconds;
  }

  async #prepare(wanted: number): Promise<Calls> {
    const { authorize, redeem } = this.#subject;
    if (isKind(this.#exercise))
      return { operation: authorize, inputs: this.#requests.map(({ query }) => query), count: wanted };
    const count = Math.min(wanted, mostCodes);
    return { operation: redeem, inputs: await issueCodes(authorize, this.#requests, count), count };
  }

  /** That a row works at the start says nothing about the end of a batch. */
  async #checkAgain(): Promise<void> {
    if (!isKind(this.#exercise)) return checkRedemption(this.#subject, this.#workload);
    const { authorize, refusesScope } = this.#subject;
    const request = requestOf(this.#requests, 0);
    checkAnswer(this.#exercise, await authorize.once(request.query), request, refusesScope);
  }
}
