import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { vectorClients } from '@codegrant/conformance';
import * as v from 'valibot';
import { formatPage, type Measured } from './page.ts';
import { type System, systems } from './systems.ts';

const root = join(import.meta.dirname, '../../..');
const conformance = join(root, 'packages/conformance/src/command/cli.ts');
const own = ['--conditions=@codegrant/source'];

// A temporary folder, so that the compared packages are not added to the lockfile.
const folder = mkdtempSync(join(tmpdir(), 'differential-'));
const inFolder = (name: string): string => join(folder, name);

const install = (): void => {
  cpSync(join(import.meta.dirname, '../rivals'), folder, { recursive: true });
  writeFileSync(inFolder('package.json'), '{ "private": true, "type": "module" }');
  writeFileSync(inFolder('vector-clients.json'), JSON.stringify(vectorClients));
  const packages = Array.from(new Set(systems.flatMap((system) => system.packages)));
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact', ...packages];
  execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
};

const started = v.object({
  authorize: v.string(),
  registered: v.array(v.string()),
  refused: v.array(v.object({ client_id: v.string(), why: v.string() })),
});
type Started = v.InferOutput<typeof started>;

const launch = ({ program }: System): ChildProcess =>
  spawn(
    process.execPath,
    program === undefined ? [...own, join(root, 'apps/example/src/main.ts')] : [inFolder(program)],
    {
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        CLIENTS: inFolder('vector-clients.json'),
        VECTOR_CLIENTS: inFolder('vector-clients.json'),
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );

const allClients = (): readonly string[] =>
  vectorClients.map((client) => v.parse(v.object({ client_id: v.string() }), client).client_id);

const readLine = (line: string): Started | undefined => {
  if (line.startsWith('{')) return v.parse(started, JSON.parse(line));
  const url = /^Authorization server: (.*)$/.exec(line)?.[1];
  return url === undefined
    ? undefined
    : { authorize: `${url}/oauth/authorize`, registered: [...allClients()], refused: [] };
};

const whenStarted = async (child: ChildProcess, name: string): Promise<Started> => {
  if (child.stdout === null) throw new Error(`${name} has no output.`);
  for await (const line of createInterface(child.stdout)) {
    const read = readLine(line);
    if (read !== undefined) return read;
  }
  throw new Error(`${name} did not start.`);
};

const run = async (system: System, { authorize, registered, refused }: Started): Promise<Measured> => {
  writeFileSync(inFolder('clients.json'), JSON.stringify(registered.map((client_id) => ({ client_id }))));
  const cookie = system.signedIn ? ['--cookie', 'session=1'] : [];
  const files = ['--clients', inFolder('clients.json'), '--json', inFolder('result.json')];
  const command = spawn(process.execPath, [...own, conformance, '--authorize', authorize, ...files, ...cookie], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(command, 'exit');
  if (code === 2) throw new Error(`Could not send the vectors to ${system.name}.`);
  return { system, refused, result: JSON.parse(readFileSync(inFolder('result.json'), 'utf8')) };
};

const measure = async (system: System): Promise<Measured> => {
  const child = launch(system);
  try {
    return await run(system, await whenStarted(child, system.name));
  } finally {
    child.kill();
  }
};

try {
  install();
  const measured: Measured[] = [];
  for (const system of systems) measured.push(await measure(system));
  writeFileSync(join(root, 'docs/differential.md'), formatPage(measured, new Date().toISOString().slice(0, 10)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
