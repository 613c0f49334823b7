import { readFileSync } from 'node:fs';

/** A file of Linux's about a process; empty where there is no such system or no such process. */
const about = (pid: number, file: 'stat' | 'cmdline'): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
};

const parentOf = (pid: number): number => Number(/\) \S (\d+) /.exec(about(pid, 'stat'))?.[1] ?? 0);

/**
 * Tells whether the package runner that started this process is still there. `npx` starts `pnpm` through a shell, and when it
 * is ended, only that shell hears of it.
 */
const watchRunner = (): (() => boolean) => {
  const runner = process.ppid;
  const shell = parentOf(runner);
  const throughShell = about(shell, 'cmdline').startsWith('sh\0-c\0');
  return () => process.ppid === runner && (!throughShell || parentOf(runner) === shell);
};

/** Calls back once when the process is to end: on Ctrl-C, on SIGTERM, and when the package runner that started it is gone. */
export const onStop = (callBack: () => Promise<void>): void => {
  let stopping: Promise<void> | undefined;
  // A second signal changes nothing: what has begun still comes to its end.
  const stop = (): void => {
    stopping ??= callBack();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const runnerIsThere = watchRunner();
  const watch = setInterval(() => {
    if (runnerIsThere()) return;
    clearInterval(watch);
    stop();
  }, 250);
  watch.unref();
};
