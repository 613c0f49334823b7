import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connections, type Load, type LoadServer } from './load.ts';

/** The version of wrk; `undefined` if it is not installed. */
export const wrkVersion = (): string | undefined => {
  const { stdout, error } = spawnSync('wrk', ['-v'], { encoding: 'utf8' });
  return error === undefined ? (/^wrk (\S+)/.exec(stdout)?.[1] ?? 'of unknown version') : undefined;
};

const scriptOf = (targets: readonly string[]): string => `
local requests = {}
init = function()
${targets.map((target, at) => `  requests[${at + 1}] = wrk.format("GET", ${JSON.stringify(target)})`).join('\n')}
end
local at = 0
request = function()
  at = at % #requests + 1
  return requests[at]
end
done = function(summary, latency)
  local errors = summary.errors
  print(string.format("%d %d %d %f %f", summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
`;

const readOutput = (output: string): Load => {
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  const [requests, microseconds, errors, p50, p99] = last.split(' ').map(Number);
  if (requests === undefined || microseconds === undefined || p50 === undefined || p99 === undefined || errors !== 0)
    throw new Error(`Requests failed, so nothing is measured: ${last}`);
  return { requests, perSecond: (requests * 1e6) / microseconds, p50, p99 };
};

/** Loads a server with wrk: one thread of another process. */
export const loadWithWrk: LoadServer = async (origin, targets, seconds) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-wrk-'));
  try {
    const script = join(folder, 'requests.lua');
    writeFileSync(script, scriptOf(targets));
    const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, origin];
    return readOutput((await promisify(execFile)('wrk', args)).stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
