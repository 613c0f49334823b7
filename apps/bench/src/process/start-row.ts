import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import * as v from 'valibot';
import { reasonOf } from '../reason-of.ts';
import { ask } from './ask.ts';
import type { Exercise } from './exercise.ts';
import { type ReplyMessage, replyMessage } from './messages.ts';
import type { Row } from './row.ts';

/** A row whose process runs. */
export interface StartedRow {
  readonly row: Row;
  /** How many nanoseconds one call takes, in a batch of about so many milliseconds. */
  readonly time: (exercise: Exercise, milliseconds: number) => Promise<number>;
  readonly stop: () => void;
}

const execArgv = [
  // Garbage is collected before each batch.
  '--expose-gc',
  // V8 keeps the code of a row that waits for its turn.
  '--no-flush-bytecode',
  // V8 compiles and collects garbage on the main thread: threads that wait for each other use processor time, and more of
  // it the busier the machine is.
  '--single-threaded',
  // For a million clients.
  '--max-old-space-size=12000',
];

const askRow = async (child: ChildProcess, question: object): Promise<ReplyMessage> => {
  const reply = v.parse(replyMessage, await ask(child, question));
  if (reply.kind === 'failed') throw new Error(reply.why);
  return reply;
};

/**
 * Starts the process of a row, and checks the row.
 *
 * @throws {Error} if the row answers anything wrong
 */
export const startRow = async (row: Row): Promise<StartedRow> => {
  const child = fork(join(import.meta.dirname, 'row-process.ts'), {
    execArgv,
    // Other libraries warn of set-ups for development.
    stdio: ['ignore', 'ignore', row.source.kind === 'own' ? 'inherit' : 'ignore', 'ipc'],
  });
  try {
    await askRow(child, row);
  } catch (cause) {
    child.kill();
    throw new Error(`${row.name}: ${reasonOf(cause)}`, { cause });
  }
  return {
    row,
    time: async (exercise, milliseconds) => {
      const answer = await askRow(child, { exercise, milliseconds });
      if (answer.kind !== 'timed') throw new Error(`${row.name} did not say how long it took.`);
      return answer.nanoseconds;
    },
    stop: () => {
      child.kill();
    },
  };
};
