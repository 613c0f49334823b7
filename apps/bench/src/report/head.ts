import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

const machine = (): string => {
  const processors = cpus();
  return [
    `Node ${process.versions.node}`,
    `V8 ${process.versions.v8}`,
    `${processors.length} × ${processors[0]?.model ?? 'unknown processor'}`,
    `${(totalmem() / 1024 ** 3).toFixed(0)} GiB`,
    `${process.platform} ${process.arch}`,
  ].join(', ');
};

/** The commit that is measured, and whether files differ from it. */
const commit = (root: string): string => {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : ' with changes');
  } catch {
    return 'unknown';
  }
};

/** What is measured and on what: the lines at the top of the report. */
export const headLines = (root: string, rounds: string): readonly string[] => [
  machine(),
  `Codegrant at commit ${commit(root)}, ${new Date().toISOString().slice(0, 10)}, ${rounds}`,
  `Load of the machine at the start: ${(loadavg()[0] ?? 0).toFixed(1)}`,
];
