import { readFileSync } from 'node:fs';

/** Reads a file about a process from Linux's /proc. Returns an empty string if there is none. */
const readProc = (pid: number, file: 'stat' | 'cmdline'): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
};

const parentOf = (pid: number): number => Number(/\) \S (\d+) /.exec(readProc(pid, 'stat'))?.[1] ?? 0);

/**
 * Returns a check: is the package runner that started this process still running? `npx` starts `pnpm` through a shell.
 * A signal that stops `npx` reaches only that shell.
 */
const watchRunner = (): (() => boolean) => {
  const runner = process.ppid;
  const shell = parentOf(runner);
  const throughShell = readProc(shell, 'cmdline').startsWith('sh\0-c\0');
  return () => process.ppid === runner && (!throughShell || parentOf(runner) === shell);
};

/** Calls back once when the process should stop: on Ctrl-C, on SIGTERM, or when the package runner that started it has ended. */
export const onStop = (callBack: () => Promise<void>): void => {
  let stopping: Promise<void> | undefined;
  // A second signal does not cut short a stop that has begun.
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
