import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jwtVerifier } from '@codegrant/jwt';
import { rolldown } from 'rolldown';
import { driveFlow } from './drive-flow.ts';
import { bundleFetches, checkFetches, checkWorkerFetches } from './fetches/guarded-fetches.ts';
import { createProject } from './project.ts';
import { startServer } from './start-server.ts';
import type { Outcome } from './stores/vitest.ts';

// Runs the flow with the packed packages on every supported runtime. npm installs the runtimes outside the workspace.
const project = createProject({
  fastify: '5.12.8',
  workerd: '1.20261117.1',
  miniflare: '4.20260730.0',
  '@vitest/expect': '5.1.1',
  deno: '2.9.6',
  bun: '1.4.5',
  node22: 'npm:node@22.23.3',
  node24: 'npm:node@24.21.0',
  node26: 'npm:node@26.10.0',
});
const { folder } = project;
for (const part of ['servers', 'stores', 'fetches'])
  cpSync(join(import.meta.dirname, part), join(folder, part), { recursive: true });
// The code of the README of @codegrant/sql.
cpSync(
  join(import.meta.dirname, '../../../packages/sql/test/snippets/worker.ts'),
  join(folder, 'stores/d1-options.ts'),
);

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

/** The servers with a store test it too, by the suite, which imports vitest. */
const bundleStores = async (): Promise<void> => {
  for (const name of ['workerd', 'deno', 'bun']) {
    const bundle = await rolldown({
      input: join(folder, `stores/${name}.ts`),
      platform: 'node',
      external: [/^node:/, 'bun:sqlite'],
      resolve: { alias: { vitest: join(folder, 'stores/vitest.ts') } },
      // The rest of the suite imports more of vitest, and nothing here runs it.
      shimMissingExports: true,
      checks: { shimmedExport: false },
    });
    await bundle.write({ file: join(folder, `stores/${name}.js`), format: 'esm' });
  }
};

interface Runtime {
  readonly name: string;
  readonly file: string;
  readonly adapter: string;
  /** The database of the server, which tests itself at /promises. Default: memory. */
  readonly store?: string;
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
  {
    name: 'workerd',
    file: bin('miniflare/node_modules/.bin/workerd'),
    adapter: 'fetch',
    store: 'Cloudflare D1',
    command: () => [bin('node24/bin/node'), 'stores/miniflare.ts'],
  },
  {
    name: 'Deno',
    file: bin('.bin/deno'),
    adapter: 'fetch',
    store: 'node:sqlite',
    command: () => [bin('.bin/deno'), 'run', '-A', 'stores/deno.js'],
  },
  {
    name: 'Bun',
    file: bin('.bin/bun'),
    adapter: 'fetch',
    store: 'bun:sqlite',
    command: () => [bin('.bin/bun'), 'stores/bun.js'],
  },
];

const keptPromises = async (origin: string): Promise<string> => {
  const { passed, failures } = (await (await fetch(`${origin}/promises`)).json()) as Outcome;
  if (failures.length > 0 || passed === 0) throw new Error(`The store keeps ${passed} promises. ${failures.join(' ')}`);
  return `, ${passed} promises of the store`;
};

/** An API on this machine accepts the tokens of the server below /jwt. */
const driveJwtFlow = (origin: string): Promise<number> => {
  const { find } = jwtVerifier({
    issuer: 'https://login.example/jwt',
    audience: 'https://api.example',
    jwksUri: `${origin}/jwt/oauth/jwks`,
  });
  return driveFlow(origin, {
    basePath: '/jwt',
    isAccepted: async (accessToken) => (await find(accessToken))?.subject === 'user-1',
  });
};

/** A port that never answers ends the request, and not the server. */
const checkOutage = async (origin: string): Promise<void> => {
  const query = 'client_id=late&redirect_uri=http%3A%2F%2F127.0.0.1%2Fcallback';
  const { status, headers } = await fetch(`${origin}/oauth/authorize?${query}`);
  if (status !== 503 || headers.get('retry-after') === null)
    throw new Error(`Check failed: a port that never answers leads to a 503, and not to a ${status}`);
};

const outcome = async ({ command, store, adapter }: Runtime): Promise<string> => {
  const { origin, stop } = await startServer(folder, command);
  try {
    if (store === undefined) await checkOutage(origin);
    const steps = `${await driveFlow(origin)} of 12 steps`;
    if (store !== undefined) return steps + (await keptPromises(origin));
    return adapter === 'fetch' ? `${steps}, ${await driveJwtFlow(origin)} of 13 with JWTs` : steps;
  } finally {
    await stop();
  }
};

/** The fetch of client metadata documents. */
const fetches = async (name: string, file: string): Promise<string> => {
  const script = 'fetches/check-fetch.js';
  if (name === 'workerd') return `${await checkWorkerFetches(folder, bin('node24/bin/node'))} fetches`;
  const args = name === 'Deno' ? ['run', '-A', '--node-modules-dir=manual', script] : [script];
  return `${await checkFetches(folder, [file, ...args])} fetches`;
};

const failed = (error: unknown): string => {
  process.exitCode = 1;
  return `failed: ${String(error)}`;
};

await bundleWorker();
await bundleStores();
await bundleFetches(folder);
for (const runtime of runtimes) {
  const row = await outcome(runtime).catch(failed);
  console.log(
    `| ${runtime.name} ${versionOf(runtime.file)} | ${runtime.adapter} | ${runtime.store ?? 'memory'} | ${row} |`,
  );
}
// Each runtime once: workerd as miniflare starts it.
const fetching = runtimes.filter(({ name, store }) => name === 'Node' || store !== undefined);
for (const [file, name] of new Map(fetching.map((runtime) => [runtime.file, runtime.name])))
  console.log(`| ${name} ${versionOf(file)} | | | ${await fetches(name, file).catch(failed)} |`);
project.remove();
