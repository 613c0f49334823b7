import type { ChildProcess } from 'node:child_process';

/** The next message of a process. Rejects if the process ends before it. */
export const nextMessage = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null): void =>
      reject(new Error(`The process ended with ${code ?? signal}.`));
    // An ended process emits nothing more.
    if (child.exitCode !== null || child.signalCode !== null) return ended(child.exitCode, child.signalCode);
    const answered = (message: unknown): void => {
      child.off('exit', ended);
      resolve(message);
    };
    child.once('message', answered);
    child.once('exit', ended);
  });

/** Sends a message to a process, and returns its answer. Rejects if the process ends before it. */
export const ask = (child: ChildProcess, question: string | object): Promise<unknown> => {
  const answer = nextMessage(child);
  // A process that takes no message has ended, or is about to. `nextMessage` rejects then, and says how it ended.
  child.send(question, () => {});
  return answer;
};
