import type { StartedRow } from '../process/start-row.ts';
import type { Exercise } from '../process/exercise.ts';
import { shuffle } from './shuffle.ts';

/** How many rounds there are, and how long each batch takes about. */
export interface Effort {
  readonly rounds: number;
  readonly milliseconds: number;
}

/** How long one call took in each round, in nanoseconds. */
export interface Times {
  readonly row: string;
  readonly exercise: Exercise;
  readonly nanoseconds: readonly number[];
}

/**
 * Gives each row one batch of each of its exercises in each round, in another order each time. Whatever else the machine
 * does, every row has its share of it.
 */
export const interleave = async (rows: readonly StartedRow[], { rounds, milliseconds }: Effort) => {
  const tasks = rows.flatMap((started) =>
    started.row.exercises.map((exercise) => ({ started, exercise, nanoseconds: [] as number[] })),
  );
  for (let round = 0; round < rounds; round += 1)
    for (const { started, exercise, nanoseconds } of shuffle(tasks))
      nanoseconds.push(await started.time(exercise, milliseconds));
  return tasks.map(({ started, exercise, nanoseconds }): Times => ({ row: started.row.name, exercise, nanoseconds }));
};
