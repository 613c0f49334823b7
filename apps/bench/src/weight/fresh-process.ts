import { spawnSync } from 'node:child_process';
import * as v from 'valibot';

/** What a process has used when its module is loaded. */
const used = v.object({
  /** Since the start of the process, in milliseconds. */
  elapsed: v.number(),
  /** Of all threads, in milliseconds. */
  processor: v.number(),
  /** In bytes. */
  rss: v.number(),
});

export type Used = v.InferOutput<typeof used>;

const report = `
const { user, system } = process.cpuUsage();
const { rss } = process.memoryUsage();
console.log(JSON.stringify({ elapsed: performance.now(), processor: (user + system) / 1000, rss }));
`;

/** Runs a module in a process of its own. */
export const freshProcess = (program: string): Used => {
  const { stdout, status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program + report], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`A program ended with ${status}: ${stderr.slice(0, 500)}`);
  return v.parse(used, JSON.parse(stdout));
};
