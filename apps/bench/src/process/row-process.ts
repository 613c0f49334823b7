import * as v from 'valibot';
import { reasonOf } from '../reason-of.ts';
import { checkRow } from '../rows/check-row.ts';
import { workloadOf } from '../workload/workload.ts';
import { Batches } from './batch.ts';
import { type Exercise, isKind } from './exercise.ts';
import { loadOwn, loadRival } from './load-subject.ts';
import { batchMessage, startMessage } from './messages.ts';

// A row, in a process of its own. The first message says which. Each further message asks for one batch.

const start = async (given: unknown): Promise<Map<Exercise, Batches>> => {
  const { source, scenario, exercises, checkout } = v.parse(startMessage, given);
  const setUp = source.kind === 'own' ? await loadOwn(source.name, checkout) : loadRival(source.file);
  const workload = workloadOf(scenario);
  const subject = await setUp(workload);
  await checkRow(subject, workload, exercises.filter(isKind));
  // As many codes are outstanding from the first batch on as the scenario says.
  await subject.authorize.repeat(
    workload.requests.valid.map(({ query }) => query),
    scenario.codes,
  );
  return new Map(exercises.map((exercise) => [exercise, new Batches(exercise, subject, workload)]));
};

let batches: Map<Exercise, Batches> | undefined;

const answer = async (message: unknown): Promise<object> => {
  if (batches === undefined) {
    batches = await start(message);
    return { kind: 'ready' };
  }
  const { exercise, milliseconds } = v.parse(batchMessage, message);
  const timed = await batches.get(exercise)?.run(milliseconds);
  if (timed === undefined) throw new Error(`This row was not started for ${exercise}.`);
  return { kind: 'timed', ...timed };
};

process.on('message', (message) => {
  answer(message).then(
    (reply) => process.send?.(reply),
    (cause: unknown) => process.send?.({ kind: 'failed', why: reasonOf(cause) }),
  );
});
process.on('disconnect', () => process.exit());
