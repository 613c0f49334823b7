import { afterEach, describe, expect, it, vi } from 'vitest';
import { Batches } from '../src/process/batch.ts';
import { type Exercise, exercises } from '../src/process/exercise.ts';
import type { Operation } from '../src/rows/operation.ts';
import { ownRows } from '../src/rows/own-rows.ts';
import type { Subject } from '../src/rows/subject.ts';
import { ordinary } from '../src/workload/scenario.ts';
import { workloadOf } from '../src/workload/workload.ts';

const workload = workloadOf({ ...ordinary, requests: 32 });

/** The floor, and what was done with it and when. */
const watchedFloor = async (): Promise<{ readonly subject: Subject; readonly done: string[] }> => {
  const done: string[] = [];
  vi.stubGlobal('gc', () => done.push('gc'));
  const watch = (name: string, { once, repeat }: Operation): Operation => ({
    once: (input) => {
      done.push(`${name} once`);
      return once(input);
    },
    repeat: (inputs, count) => {
      done.push(`${name} ${count} times`);
      return repeat(inputs, count);
    },
  });
  const { authorize, redeem } = await (await ownRows.floor())(workload);
  return { subject: { authorize: watch('authorize', authorize), redeem: watch('redeem', redeem) }, done };
};

/** What a batch does after its warm-up, with the same in a row named once. */
const doneIn = async (exercise: Exercise): Promise<readonly string[]> => {
  const { subject, done } = await watchedFloor();
  const batches = new Batches(exercise, subject, workload);
  await batches.run(1);
  done.length = 0;
  const { count } = await batches.run(1);
  return done
    .map((what) => what.replace(` ${count} `, ' all ').replace(/ \d+ /, ' some '))
    .filter((what, at, all) => what !== all[at - 1]);
};

describe('A batch:', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it.each(exercises)('%s is timed in nanoseconds for each call.', async (exercise) => {
    const { subject } = await watchedFloor();
    const { nanoseconds, count } = await new Batches(exercise, subject, workload).run(1);
    expect(nanoseconds).toBeGreaterThan(0);
    expect(count).toBeGreaterThan(0);
  });

  it('garbage is collected, then a few calls are not timed, and after the batch an answer is checked.', async () => {
    expect(await doneIn('valid')).toEqual(['gc', 'authorize some times', 'authorize all times', 'authorize once']);
  });

  it('the garbage of the codes that are prepared is collected too, and after the batch a redemption is checked.', async () => {
    expect(await doneIn('redeem')).toEqual([
      'authorize once',
      'gc',
      'redeem some times',
      'redeem all times',
      'authorize once',
      'redeem once',
      'authorize once',
      'redeem once',
    ]);
  });

  it('each code of a batch is redeemed once.', async () => {
    const { subject } = await watchedFloor();
    const timed: string[] = [];
    const redeem: Operation = {
      ...subject.redeem,
      repeat: (inputs, count) => {
        expect(inputs).toHaveLength(count);
        timed.push(...inputs);
        return subject.redeem.repeat(inputs, count);
      },
    };
    await new Batches('redeem', { ...subject, redeem }, workload).run(1);
    expect(new Set(timed).size).toBe(timed.length);
  });

  it.each(exercises)('a row that answers %s wrongly after a batch is not measured.', async (exercise) => {
    const { subject } = await watchedFloor();
    let failing = false;
    const failAfter = (operation: Operation): Operation => ({
      once: async (input) => (failing ? { status: 500, location: undefined, body: 'Broken.' } : operation.once(input)),
      repeat: async (inputs, count) => {
        const sum = await operation.repeat(inputs, count);
        failing = count > 1;
        return sum;
      },
    });
    const broken =
      exercise === 'redeem'
        ? { ...subject, redeem: failAfter(subject.redeem) }
        : { ...subject, authorize: failAfter(subject.authorize) };
    await expect(new Batches(exercise, broken, workload).run(1)).rejects.toThrow('500 Broken.');
  });
});
