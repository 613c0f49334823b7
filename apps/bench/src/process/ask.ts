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

const send = (child: ChildProcess, message: string | object): Promise<void> =>
  new Promise((resolve, reject) => {
    child.send(message, (error) => (error === null ? resolve() : reject(error)));
  });

/** Sends a message to a process, and returns its answer. Rejects if the process ends before it. */
export const ask = async (child: ChildProcess, question: string | object): Promise<unknown> => {
  const [answer] = await Promise.all([nextMessage(child), send(child, question)]);
  return answer;
};
