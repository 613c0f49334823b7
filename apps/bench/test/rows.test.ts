import { describe, expect, it } from 'vitest';
import type { Answer } from '../src/rows/answer.ts';
import { checkRow } from '../src/rows/check-row.ts';
import { operation } from '../src/rows/operation.ts';
import { ownRows } from '../src/rows/own-rows.ts';
import type { SetUp, Subject } from '../src/rows/subject.ts';
import { ordinary } from '../src/workload/scenario.ts';
import { refusedKinds } from '../src/workload/kinds.ts';
import { workloadOf } from '../src/workload/workload.ts';

const workload = workloadOf({ ...ordinary, requests: 32 });

const check = (subject: Subject): Promise<void> => checkRow(subject, workload, refusedKinds);

const floor = async (): Promise<Subject> => (await ownRows.floor())(workload);

/** The floor, with changed answers of the authorization endpoint. */
const withAnswers = async (change: (answer: Answer, query: string) => Answer): Promise<Subject> => {
  const subject = await floor();
  const call = async (query: string): Promise<Answer> => change(await subject.authorize.once(query), query);
  return { ...subject, authorize: operation(call, (answer) => answer) };
};

describe('Rows of the benchmark:', () => {
  it.each(Object.entries(ownRows))('%s answers correctly.', async (_name, load) => {
    const setUp: SetUp = await load();
    await check(await setUp(workload));
  });

  it.each<[what: string, change: (answer: Answer, query: string) => Answer]>([
    ['A valid request is not redirected', (answer) => ({ ...answer, status: 200 })],
    [
      'A valid request is not redirected to its client',
      (answer) => ({ ...answer, location: answer.location?.replace('https://app', 'https://evil') }),
    ],
    ['The state is not returned', (answer) => ({ ...answer, location: answer.location?.replace('&state=', '&s=') })],
    ['There is no code', (answer) => ({ ...answer, location: answer.location?.replace('?code=', '?c=') })],
    [
      'A code repeats',
      (answer) => ({ ...answer, location: answer.location?.replace(/code=[^&]+/, `code=${'c'.repeat(43)}`) }),
    ],
    [
      'A refusal redirects',
      (answer, query) =>
        answer.status === 400 ? { ...answer, status: 302, location: `https://evil.example?${query}` } : answer,
    ],
    ['A refusal is a success', (answer) => (answer.status === 400 ? { ...answer, status: 200 } : answer)],
    [
      'A code is issued',
      (answer) => ({ ...answer, location: answer.location?.replace('error=invalid_scope', 'code=c') }),
    ],
  ])('a row is not measured if this is wrong: %s.', async (what, change) => {
    await expect(withAnswers(change).then(check)).rejects.toThrow(what);
  });

  it.each([
    ['A code is redeemed twice', (): number => 200],
    ['A wrong verifier is accepted', (uses: number): number => (uses === 1 ? 200 : 400)],
  ])('a row is not measured if this is wrong: %s.', async (what, statusOf) => {
    const { authorize } = await floor();
    const uses = new Map<string, number>();
    const redeem = operation(
      (body): Answer => {
        const times = (uses.get(body) ?? 0) + 1;
        uses.set(body, times);
        return { status: statusOf(times), location: undefined, body: '{}' };
      },
      (answer) => answer,
    );
    await expect(check({ authorize, redeem })).rejects.toThrow(what);
  });
});
