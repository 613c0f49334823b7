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
    [
      'A refusal has another status than 4xx: 500',
      (answer) => (answer.status === 400 ? { ...answer, status: 500 } : answer),
    ],
    [
      'An error is not redirected to its client',
      (answer) => ({ ...answer, location: answer.location?.replace(/^.*error=/, 'https://evil.example?error=') }),
    ],
    [
      'The error is not invalid_scope',
      (answer) => ({ ...answer, location: answer.location?.replace('error=invalid_scope', 'error=server_error') }),
    ],
    [
      'The state is not returned: 302 https://app-0.example/callback/1?error',
      (answer) => ({ ...answer, location: answer.location?.replace(/(error=.*)&state=/, '$1&s=') }),
    ],
    [
      'A refusal has another status than 4xx: 200',
      (answer) => (answer.status === 400 ? { ...answer, status: 200 } : answer),
    ],
    [
      'A code is issued',
      (answer) => ({
        ...answer,
        location: answer.location?.replace('error=invalid_scope', 'code=c&error=invalid_scope'),
      }),
    ],
  ])('a row is not measured if this is wrong: %s.', async (what, change) => {
    await expect(withAnswers(change).then(check)).rejects.toThrow(what);
  });

  it.each([
    ['A code is redeemed twice', (): number => 200],
    ['A code is redeemed twice: 500', (uses: number): number => (uses === 1 ? 200 : 500)],
    ['A wrong verifier is accepted', (uses: number): number => (uses === 1 ? 200 : 400)],
  ])('a row is not measured if this is wrong: %s.', async (what, statusOf) => {
    const { authorize } = await floor();
    const uses = new Map<string, number>();
    const redeem = operation(
      (body): Answer => {
        const times = (uses.get(body) ?? 0) + 1;
        uses.set(body, times);
        const status = statusOf(times);
        return { status, location: undefined, body: status === 200 ? '{"access_token":"a"}' : '{}' };
      },
      (answer) => answer,
    );
    await expect(check({ authorize, redeem })).rejects.toThrow(what);
  });

  it('a code that is redeemed without an access token is wrong.', async () => {
    const subject = await floor();
    const redeem = operation(
      async (body) => ({ ...(await subject.redeem.once(body)), body: '{}' }),
      (answer) => answer,
    );
    await expect(check({ ...subject, redeem })).rejects.toThrow('A code cannot be redeemed');
  });

  it('another library may refuse a scope in its way, and only in that way.', async () => {
    const denied = await withAnswers((answer) => ({
      ...answer,
      location: answer.location?.replace('invalid_scope', 'access_denied'),
    }));
    await check({ ...denied, refusesScope: 'access_denied' });
    await expect(check({ ...denied, refusesScope: 'page' })).rejects.toThrow('A refusal redirects');
  });
});
