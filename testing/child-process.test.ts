import { type ChildProcess, spawn } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isOver, stop, untilReady } from './child-process.ts';

const never = async (): Promise<boolean> => false;

const runs = (script: string): ChildProcess => {
  const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
  onTestFinished(() => stop(child));
  return child;
};

describe('Starting a process', () => {
  it('waits until the process is ready.', async () => {
    const child = runs('setInterval(() => {}, 1000)');
    const answers = [false, false, true];
    await untilReady(child, async () => answers.shift() ?? false);
    expect(answers).toEqual([]);
    expect(isOver(child)).toBe(false);
  });

  it.each([
    ['ends with an exit code', 'process.exit(3)', 'it ended with 3.'],
    ['is ended by a signal', "process.kill(process.pid, 'SIGKILL')", 'it ended with SIGKILL.'],
  ])('fails if the process %s.', async (_how, script, end) => {
    await expect(untilReady(runs(script), never)).rejects.toThrow(`${process.execPath} did not start: ${end}`);
  });

  it('fails if there is no such program, and ending it does not wait.', async () => {
    const child = spawn('/no/such/program');
    await expect(untilReady(child, never)).rejects.toThrow('/no/such/program did not start: spawn /no/such/program');
    await stop(child);
  });

  it('is undone by a signal, also if the process has ended by a signal already.', async () => {
    const child = runs("process.kill(process.pid, 'SIGKILL')");
    await expect(untilReady(child, never)).rejects.toThrow('SIGKILL');
    await stop(child);
    expect(child.signalCode).toBe('SIGKILL');
  });
});
