#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { readCommand, usage } from './cli-options.ts';
import { probe } from './probe.ts';
import { countsOf, formatReport, formatUnjudged } from './report.ts';
import { type Remote, runRemote } from './run-remote.ts';
import { get, send } from '../wire/send.ts';
import { vectorClients } from '../vectors/vector-clients.ts';

const fail = (problem: string): number => {
  console.error(problem);
  return 2;
};

/** Without this check, every vector would fail for the same reason if the server is not running. */
const connectionProblem = async (url: URL): Promise<string | undefined> => {
  try {
    await send(url.origin, get(url.pathname + url.search));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message || error.name : String(error);
  }
};

const writeJson = (file: string, value: unknown): string | undefined => {
  try {
    writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
    return undefined;
  } catch {
    return `--json: ${file} cannot be written.`;
  }
};

const run = async (remote: Remote, json: string | undefined): Promise<number> => {
  const problem = await connectionProblem(remote.authorize);
  if (problem !== undefined) return fail(`--authorize: ${remote.authorize.href} does not respond (${problem}).`);
  const probed = await probe(remote);
  if (probed.kind === 'unjudged') return fail(probed.problem);
  const groups = await runRemote(probed.remote);
  const counts = countsOf(groups.flatMap(({ results }) => results));
  console.log(formatUnjudged(probed.unjudged) + formatReport(groups));
  const { unjudged } = probed;
  const unwritten = json === undefined ? undefined : writeJson(json, { counts, unjudged, groups });
  if (unwritten !== undefined) return fail(unwritten);
  return counts.violates === 0 ? 0 : 1;
};

const main = async (): Promise<number> => {
  const command = readCommand(process.argv.slice(2), (path) => readFileSync(path, 'utf8'));
  switch (command.kind) {
    case 'help':
      console.log(usage);
      return 0;
    case 'printClients':
      console.log(JSON.stringify(vectorClients, null, 2));
      return 0;
    case 'invalid':
      return fail(`${command.problem} See --help.`);
    case 'run':
      return run(command.remote, command.json);
  }
};

process.exitCode = await main();
