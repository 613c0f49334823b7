import { processorTime } from '../measure/processor-time.ts';
import { checkAnswer, checkIssued } from '../rows/check-answer.ts';
import type { Operation } from '../rows/operation.ts';
import type { Subject } from '../rows/subject.ts';
import { tokenBody } from '../workload/token-body.ts';
import type { AuthorizationRequest, Workload } from '../workload/workload.ts';
import { type Exercise, kindOf } from './exercise.ts';

/** How much processor time one of `count` calls took. */
export interface Timed {
  readonly nanoseconds: number;
  readonly count: number;
}

/** A row runs untimed before its first batch, so that V8 has compiled what is measured: so many calls, or so long. */
const warmUp = { calls: 20_000, nanoseconds: 1.5e9 };

/** At most as many codes as every row still knows when the last of them is redeemed. */
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

/** The calls of one exercise of one row. */
export class Batches {
  readonly #exercise: Exercise;
  readonly #subject: Subject;
  readonly #requests: readonly AuthorizationRequest[];
  #nanoseconds: number | undefined;

  constructor(exercise: Exercise, subject: Subject, { requests }: Workload) {
    this.#exercise = exercise;
    this.#subject = subject;
    this.#requests = requests[kindOf(exercise)];
  }

  /** A batch of about so many milliseconds, after a full garbage collection and a short untimed run. */
  async run(milliseconds: number): Promise<Timed> {
    this.#nanoseconds ??= await this.#warmUp();
    const count = Math.max(1, Math.round((milliseconds * 1e6) / this.#nanoseconds));
    globalThis.gc?.();
    await this.#time(Math.ceil(count / 10));
    const timed = await this.#time(count);
    await this.#checkAgain();
    return timed;
  }

  async #warmUp(): Promise<number> {
    const end = processorTime() + warmUp.nanoseconds;
    let timed = await this.#time(1);
    for (let calls = 0; calls < warmUp.calls && processorTime() < end; calls += timed.count)
      timed = await this.#time(Math.min(timed.count * 2, 2048));
    return timed.nanoseconds;
  }

  async #time(wanted: number): Promise<Timed> {
    const { operation, inputs, count } = await this.#prepare(wanted);
    const start = processorTime();
    await operation.repeat(inputs, count);
    return { nanoseconds: (processorTime() - start) / count, count };
  }

  async #prepare(wanted: number): Promise<{ operation: Operation; inputs: readonly string[]; count: number }> {
    const { authorize, redeem } = this.#subject;
    if (this.#exercise !== 'redeem')
      return { operation: authorize, inputs: this.#requests.map(({ query }) => query), count: wanted };
    const count = Math.min(wanted, mostCodes);
    return { operation: redeem, inputs: await issueCodes(authorize, this.#requests, count), count };
  }

  /** That a row works at the start says nothing about the end of a batch. */
  async #checkAgain(): Promise<void> {
    const request = requestOf(this.#requests, 0);
    const { authorize, refusesScope } = this.#subject;
    checkAnswer(kindOf(this.#exercise), await authorize.once(request.query), request, refusesScope);
  }
}
