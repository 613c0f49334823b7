import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMemory, type Memory } from './memory.ts';
import { visits } from './soak-requests.ts';
import { positive } from './positive.ts';

// Run it with `pnpm soak --minutes 10 --adapter node`. It sends mixed requests to a server on 127.0.0.1 and prints, for each
// minute, how many visits there were and what memory the server uses. It fails if an answer is wrong or an error unhandled.
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '1' }, adapter: { type: 'string', default: 'node' } },
});

const row = (...columns: readonly unknown[]): string => `| ${columns.join(' | ')} |`;

const start = async (adapter: string): Promise<{ readonly child: ChildProcess; readonly origin: string }> => {
  const execArgv = [...process.execArgv, '--expose-gc'];
  const child = fork(join(import.meta.dirname, 'soak-server.ts'), [adapter], { execArgv });
  const [origin]: unknown[] = await once(child, 'message');
  return { child, origin: String(origin) };
};

const measure = async (child: ChildProcess): Promise<Memory> => {
  const answered = once(child, 'message');
  child.send('measure');
  const [memory]: unknown[] = await answered;
  if (!isMemory(memory)) throw new Error('The server did not say what it uses.');
  return memory;
};

const counts = new Map<string, number>(Object.keys(visits).map((name) => [name, 0]));
const failures: unknown[] = [];

/** Visits the server in turn, in one of the several loops at the same time. */
const visitUntil = async (end: number, origin: string): Promise<void> => {
  while (Date.now() < end)
    for (const [name, visit] of Object.entries(visits)) {
      await visit(origin).catch((cause: unknown) => failures.push(cause));
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
};

const minutes = positive('minutes', values.minutes);
const { child, origin } = await start(values.adapter);
console.log(`${values.adapter}, Node ${process.versions.node}, 4 loops, visits since the start\n`);
console.log(row('minute', ...counts.keys(), 'heap after gc, MB', 'rss, MB', 'wrong', 'unhandled'));
console.log(row('--:', ...Array.from(counts.keys(), () => '--:'), '--:', '--:', '--:', '--:'));
let unhandled = 0;
for (let minute = 0; minute <= minutes; minute += 1) {
  if (minute > 0) {
    const end = Date.now() + 60_000;
    await Promise.all(Array.from({ length: 4 }, () => visitUntil(end, origin)));
  }
  const memory = await measure(child);
  unhandled = memory.unhandled;
  console.log(row(minute, ...counts.values(), memory.heap, memory.rss, failures.length, unhandled));
}
failures.slice(0, 5).forEach((failure) => console.error(failure));
child.disconnect();
process.exitCode = failures.length + unhandled === 0 ? 0 : 1;
