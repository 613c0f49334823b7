import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { driveFlow } from './drive-flow.ts';
import { createProject } from './project.ts';
import { startServer } from './start-server.ts';

// Runs the flow with the packed packages on every supported runtime. npm installs the runtimes outside the workspace.
const project = createProject({
  fastify: '5.12.8',
  workerd: '1.20261117.1',
  deno: '2.9.6',
  bun: '1.4.5',
  node22: 'npm:node@22.23.3',
  node24: 'npm:node@24.21.0',
  node26: 'npm:node@26.10.0',
});
const { folder } = project;
cpSync(join(import.meta.dirname, 'servers'), join(folder, 'servers'), { recursive: true });

const bin = (path: string): string => join(folder, 'node_modules', path);
const versionOf = (file: string): string =>
  execFileSync(file, ['--version'], { encoding: 'utf8' })
    .split('\n')[0]
    ?.replace(/^v|^(?:deno|workerd) | \(.*/g, '') ?? '';

/** workerd serves a single module, so the worker is bundled. */
const bundleWorker = async (): Promise<void> => {
  const bundle = await rolldown({ input: join(folder, 'servers/workerd.ts'), platform: 'browser' });
  await bundle.write({ file: join(folder, 'worker.js'), format: 'esm' });
};

const workerdConfig = (port: number): string => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.js")], compatibilityDate = "2026-01-01"))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
`;

const workerd = (port: number): readonly [string, ...string[]] => {
  writeFileSync(join(folder, 'config.capnp'), workerdConfig(port));
  return [bin('.bin/workerd'), 'serve', 'config.capnp'];
};

interface Runtime {
  readonly name: string;
  readonly file: string;
  readonly adapter: string;
  readonly command: (port: number) => readonly [string, ...string[]];
}

const nodes: readonly Runtime[] = ['node22', 'node24', 'node26'].flatMap((name) =>
  ['node', 'fastify'].map((adapter) => ({
    name: 'Node',
    file: bin(`${name}/bin/node`),
    adapter,
    command: () => [bin(`${name}/bin/node`), '--disable-warning=ExperimentalWarning', `servers/${adapter}.ts`] as const,
  })),
);

const runtimes: readonly Runtime[] = [
  ...nodes,
  { name: 'workerd', file: bin('.bin/workerd'), adapter: 'fetch', command: workerd },
  {
    name: 'Deno',
    file: bin('.bin/deno'),
    adapter: 'fetch',
    command: () => [bin('.bin/deno'), 'run', '-A', '--node-modules-dir=manual', 'servers/deno.ts'],
  },
  { name: 'Bun', file: bin('.bin/bun'), adapter: 'fetch', command: () => [bin('.bin/bun'), 'servers/bun.ts'] },
];

/** A port that never answers ends the request, and not the server. */
const checkOutage = async (origin: string): Promise<void> => {
  const query = 'client_id=late&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcallback';
  const { status, headers } = await fetch(`${origin}/oauth/authorize?${query}`);
  if (status !== 503 || headers.get('retry-after') === null)
    throw new Error(`Check failed: a port that never answers leads to a 503, and not to a ${status}`);
};

const outcome = async ({ command }: Runtime): Promise<string> => {
  const { origin, stop } = await startServer(folder, command);
  try {
    await checkOutage(origin);
    return `${await driveFlow(origin)} of 12 steps`;
  } finally {
    await stop();
  }
};

await bundleWorker();
for (const runtime of runtimes) {
  const row = await outcome(runtime).catch((error: unknown) => {
    process.exitCode = 1;
    return `failed: ${String(error)}`;
  });
  console.log(`| ${runtime.name} ${versionOf(runtime.file)} | ${runtime.adapter} | ${row} |`);
}
project.remove();
