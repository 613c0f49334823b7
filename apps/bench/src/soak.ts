import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { InvalidOptions, type OptionHelp } from './command/invalid-options.ts';
import { parseOptions } from './command/parse-options.ts';
import { runCommand } from './command/run-command.ts';
import { wholeNumber } from './command/whole-number.ts';
import { isMemory, type Memory } from './memory.ts';
import { ask, nextMessage } from './process/ask.ts';
import { tableLine } from './report/table-line.ts';
import { isSoakAdapter, type SoakAdapter, soakAdapters } from './soak-adapters.ts';
import { exchanges } from './soak-requests.ts';

// Run it with `pnpm soak --minutes 10 --adapter node`. It sends mixed requests to a server on 127.0.0.1 and prints, for each
// minute, how many exchanges there were and what memory the server uses. It fails if an answer is wrong or an error
// unhandled.
const help: OptionHelp = {
  '--minutes N': 'how long it runs. Default: 1',
  '--adapter NAME': `what serves: ${soakAdapters.join(', ')}. Default: node`,
};

const optionsOf = (args: readonly string[]): { readonly minutes: number; readonly adapter: SoakAdapter } => {
  const config = { minutes: { type: 'string', default: '1' }, adapter: { type: 'string', default: 'node' } } as const;
  const { minutes, adapter } = parseOptions(args, config, help);
  if (!isSoakAdapter(adapter))
    throw new InvalidOptions(`--adapter ${adapter} must be one of ${soakAdapters.join(', ')}.`, help);
  return { minutes: wholeNumber('minutes', minutes, help), adapter };
};

const start = (adapter: SoakAdapter): ChildProcess =>
  fork(join(import.meta.dirname, 'soak-server.ts'), [adapter], { execArgv: [...process.execArgv, '--expose-gc'] });

const measure = async (child: ChildProcess): Promise<Memory> => {
  const memory = await ask(child, 'memory');
  if (!isMemory(memory)) throw new Error('The server did not say what it uses.');
  return memory;
};

const counts = new Map<string, number>(Object.keys(exchanges).map((name) => [name, 0]));
const failures: unknown[] = [];

/** Makes every exchange in turn. Several such loops run at the same time. */
const exchangeUntil = async (end: number, origin: string): Promise<void> => {
  while (Date.now() < end)
    for (const [name, exchange] of Object.entries(exchanges)) {
      await exchange(origin).catch((cause: unknown) => failures.push(cause));
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
};

/** Prints a line for each minute. Returns what the server uses at the end. */
const soak = async (child: ChildProcess, minutes: number): Promise<Memory> => {
  const origin = String(await nextMessage(child));
  let memory = await measure(child);
  for (let minute = 0; minute <= minutes; minute += 1) {
    if (minute > 0) {
      const end = Date.now() + 60_000;
      await Promise.all(Array.from({ length: 4 }, () => exchangeUntil(end, origin)));
      memory = await measure(child);
    }
    console.log(tableLine(minute, ...counts.values(), memory.heap, memory.rss, failures.length, memory.unhandled));
  }
  return memory;
};

await runCommand(async (args) => {
  const { minutes, adapter } = optionsOf(args);
  console.log(`${adapter}, Node ${process.versions.node}, 4 loops, exchanges since the start\n`);
  console.log(tableLine('minute', ...counts.keys(), 'heap after gc, MB', 'rss, MB', 'wrong', 'unhandled'));
  console.log(tableLine('--:', ...Array.from(counts.keys(), () => '--:'), '--:', '--:', '--:', '--:'));
  const child = start(adapter);
  try {
    const { unhandled } = await soak(child, minutes);
    failures.slice(0, 5).forEach((failure) => console.error(failure));
    if (failures.length + unhandled > 0) process.exitCode = 1;
  } finally {
    child.kill();
  }
});
