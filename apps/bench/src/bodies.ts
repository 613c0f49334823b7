import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { createAuthorizationServer, type HttpRequest } from '@codegrant/server';
import { hostileBodies, ordinaryBody } from './hostile-bodies.ts';
import { positive } from './positive.ts';
import { serverOptions } from './server-options.ts';

// Run it with `pnpm bench`. It prints a Markdown table: how long one request holds the thread, for a body of 64 KiB.
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '101' } } });
const rounds = positive('rounds', values.rounds);

const server = createAuthorizationServer(serverOptions());
const endpoints = ['/oauth/token', '/oauth/consent'] as const;
const bodies: Readonly<Record<string, string>> = { 'ordinary: 850 checkboxes': ordinaryBody, ...hostileBodies };

/** A body in chunks, as a socket passes it. */
const chunksOf = async function* (body: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length; at += 16_384) yield bytes.subarray(at, at + 16_384);
};

const requestOf = (target: string, body: string): HttpRequest<unknown> => ({
  method: 'POST',
  target,
  header: (name) => (name === 'content-type' ? 'application/x-www-form-urlencoded' : undefined),
  body: () => ({ parsed: undefined, stream: chunksOf(body) }),
  context: undefined,
});

const millisecondsOf = async (target: string, body: string): Promise<number> => {
  const start = performance.now();
  const reply = await server.handle(requestOf(target, body));
  const milliseconds = performance.now() - start;
  if (reply === undefined) throw new Error(`${target} is not served, so nothing would be measured.`);
  return milliseconds;
};

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

const times = new Map<string, number[]>();
const timesOf = (target: string, name: string): number[] => {
  const key = `${target} ${name}`;
  const list = times.get(key) ?? [];
  times.set(key, list);
  return list;
};

// Interleaved: whatever else the machine does, every body has its share of it.
for (let round = 0; round < rounds; round += 1)
  for (const [name, body] of Object.entries(bodies))
    for (const target of endpoints) timesOf(target, name).push(await millisecondsOf(target, body));

const cells = (target: string, name: string): readonly string[] => {
  const [own, ordinary] = [name, 'ordinary: 850 checkboxes'].map((each) => median(timesOf(target, each)));
  return [(own ?? 0).toFixed(2), ((own ?? 0) / (ordinary ?? 1)).toFixed(1)];
};

const row = (...columns: readonly string[]): string => `| ${columns.join(' | ')} |`;
console.log(
  `Node ${process.versions.node}, V8 ${process.versions.v8}, ${cpus()[0]?.model ?? 'unknown processor'}, ${rounds} rounds\n`,
);
console.log(row('64 KiB of', ...endpoints.flatMap((target) => [`${target}, ms`, 'ratio'])));
console.log(row('---', ...endpoints.flatMap(() => ['--:', '--:'])));
for (const name of Object.keys(bodies)) console.log(row(name, ...endpoints.flatMap((target) => cells(target, name))));
