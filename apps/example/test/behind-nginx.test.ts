import { execFileSync } from 'node:child_process';
import { expect, it, onTestFinished } from 'vitest';
import { blocksOf, read } from './documents.ts';
import { freeOrigin } from './free-origin.ts';
import { newTokenRequest } from './new-token-request.ts';
import { describeWithNginx, nginxForTest } from './nginx.ts';
import { clientsFile, redeem } from './registered-client.ts';
import type { ExampleSettings } from './start-example.ts';
import { statusOfMe } from './status-of-me.ts';
import { type RestartableExample, restartableExample } from './use-example.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';

const [upstream = '', locations = ''] = blocksOf('docs/scaling.md', 'nginx');
const [sizes = ''] = blocksOf('docs/proxies.md', 'nginx');
const [commands = ''] = blocksOf('docs/scaling.md', 'sh');

/** The variables that the commands of the document export. */
const exported = (): ExampleSettings => {
  const names = Array.from(commands.matchAll(/^export (\w+)=/gm), ([, name = '']) => name);
  const lines = commands.split('\n').filter((line) => line.startsWith('export '));
  const script = [...lines, ...names.map((name) => `echo "$${name}"`)].join('\n');
  const values = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\n');
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
};

/** The variables of each process that the commands of the document start. */
const started = (): readonly ExampleSettings[] =>
  Array.from(commands.matchAll(/^((?:\w+=\S+ )+)npx -y pnpm@12 example &$/gm), ([, settings = '']) =>
    Object.fromEntries(
      settings
        .trim()
        .split(' ')
        .map((each) => each.split('=')),
    ),
  );

const processWith = async (settings: ExampleSettings): Promise<RestartableExample> => {
  const example = await restartableExample(settings);
  await example.start();
  return example;
};

interface Both {
  readonly front: string;
  readonly processes: readonly [RestartableExample, RestartableExample];
}

/** Starts what the document says, with other ports and a folder of its own. */
const startBoth = async (): Promise<Both> => {
  const folder = temporaryFolder(onTestFinished);
  const front = await freeOrigin();
  const { STORE: store = '', ...keys } = exported();
  const STORE = store.replace('sqlite:', `sqlite:${folder}/`);
  const shared = { ...keys, STORE, CLIENTS: clientsFile, ISSUER: front };
  const [first = {}, second = {}] = started();
  const processes = [await processWith({ ...shared, ...first }), await processWith({ ...shared, ...second })] as const;
  const [a, b] = processes.map(({ serverUrl }) => new URL(serverUrl).host);
  const http = upstream.replace('127.0.0.1:3001', a ?? '').replace('127.0.0.1:3002', b ?? '');
  const server = `${sizes}${locations}\nadd_header served-by $upstream_addr always;`;
  await nginxForTest({ http, server, origin: front });
  return { front, processes };
};

describeWithNginx('Behind nginx, configured as docs/scaling.md says,', () => {
  it('the document starts two processes, on the ports that nginx knows.', () => {
    const ports = Array.from(upstream.matchAll(/server 127\.0\.0\.1:(\d+) /g), ([, port]) => port);
    expect(started().map(({ PORT }) => PORT)).toEqual(ports);
    expect(ports).toHaveLength(2);
  });

  it('both processes serve, and any process finishes what another one began.', async () => {
    const { front, processes } = await startBoth();
    const servedBy = async (): Promise<string> => {
      const response = await fetch(`${front}/sign-in`);
      return `http://${response.headers.get('served-by')}`;
    };
    expect(new Set([await servedBy(), await servedBy()])).toEqual(new Set(processes.map(({ serverUrl }) => serverUrl)));
    for (let round = 0; round < 3; round += 1) {
      const form = await newTokenRequest(front, 's256');
      const { status, body } = await redeem(front, form);
      expect([status, await statusOfMe(front, body['access_token'])]).toEqual([200, 200]);
      expect(await redeem(front, form)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
      // A code that comes twice at once revokes nothing (R224).
      expect([await statusOfMe(front, body['access_token']), await statusOfMe(front, body['access_token'])]).toEqual([
        200, 200,
      ]);
    }
  });

  it('users and clients notice nothing while one process after the other is restarted.', async () => {
    const { front, processes } = await startBoth();
    for (const { stop, start } of processes) {
      const form = await newTokenRequest(front, 's256');
      await stop();
      expect((await redeem(front, form)).status).toBe(200);
      expect((await redeem(front, await newTokenRequest(front, 's256'))).status).toBe(200);
      await start();
    }
  });

  it('the other process serves if one is killed.', async () => {
    const { front, processes } = await startBoth();
    const form = await newTokenRequest(front, 's256');
    await processes[0].stop('SIGKILL');
    expect((await redeem(front, form)).status).toBe(200);
  });

  it('each process tells its health, and nginx does not publish it.', async () => {
    const { front, processes } = await startBoth();
    const statuses = [front, ...processes.map(({ serverUrl }) => serverUrl)].map(
      async (origin) => (await fetch(`${origin}/healthz`)).status,
    );
    expect(await Promise.all(statuses)).toEqual([404, 200, 200]);
  });
});

it('docs/scaling.md says how long the limit of /healthz is.', () => {
  expect(read('docs/scaling.md')).toContain('within two seconds');
  expect(read('apps/example/src/healthz.ts')).toContain('const limit = 2000;');
});
