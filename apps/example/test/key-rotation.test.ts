import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { stop } from '../../../testing/child-process.ts';
import { consentTokenOn } from './consent-token-on.ts';
import { read } from './documents.ts';
import { freeOrigin } from './free-origin.ts';
import { locationOf } from './location-of.ts';
import { describeWithNginx, nginxForTest } from './nginx.ts';
import { authorizationUrl, tokenRequest } from './registered-client.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';

const keys: Readonly<Record<string, string>> = {
  oldKey: randomBytes(32).toString('base64url'),
  newKey: randomBytes(32).toString('base64url'),
};

/** The lists of keys in docs/key-rotation.md, in their order. */
const steps = Array.from(read('docs/key-rotation.md').matchAll(/^\| .* \| `\[(.*)\]` \|/gm), ([, names = '']) =>
  names.split(', '),
);

const valuesOf = (names: readonly string[]): string => names.map((name) => keys[name]).join(',');

/** A process that can be restarted with other keys. */
interface Process {
  readonly origin: string;
  readonly restart: (names: readonly string[]) => Promise<void>;
}

/** A process on a port of its own, which shares a database with the others. */
const processWith = async (database: string): Promise<Process> => {
  const origin = await freeOrigin();
  let child: ChildProcess | undefined;
  const end = async (): Promise<void> => (child === undefined ? undefined : stop(child));
  onTestFinished(end);
  return {
    origin,
    restart: async (names) => {
      await end();
      child = spawn(
        process.execPath,
        ['--conditions=@codegrant/source', join(import.meta.dirname, 'rotating-server.ts')],
        {
          env: { PORT: new URL(origin).port, DATABASE: database, KEYS: valuesOf(names) },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      const { stdout } = child;
      if (stdout === null) throw new Error('The process has no stdout.');
      // A process that ends before it listens closes its output.
      await Promise.race([once(stdout, 'data'), once(child, 'exit')]);
      if (child.exitCode !== null) throw new Error('The process did not start.');
    },
  };
};

/** Two processes behind nginx, which sends one request to the first and the next request to the second. */
const startBoth = async (): Promise<{ readonly front: string; readonly both: readonly [Process, Process] }> => {
  const folder = temporaryFolder(onTestFinished);
  const database = join(folder, 'codegrant.db');
  const both = [await processWith(database), await processWith(database)] as const;
  const servers = both.map(({ origin }) => `server ${new URL(origin).host} max_fails=0;`).join(' ');
  const front = await nginxForTest({
    http: `upstream app { ${servers} }`,
    server: 'location / { proxy_pass http://app; add_header served-by $upstream_addr always; }',
  });
  return { front, both };
};

/** The origin of the process that a response came from. */
const servedBy = (response: Response): string => `http://${response.headers.get('served-by')}`;

interface OpenPage {
  readonly token: string;
  readonly shownBy: string;
}

const openPage = async (front: string): Promise<OpenPage> => {
  const response = await fetch(authorizationUrl(front, 's256', { scope: 'read' }));
  return { token: consentTokenOn(await response.text()), shownBy: servedBy(response) };
};

/** Two pages of each process. */
const openPages = async (front: string): Promise<readonly OpenPage[]> => [
  await openPage(front),
  await openPage(front),
  await openPage(front),
  await openPage(front),
];

const answer = (origin: string, consent_token: string): Promise<Response> =>
  fetch(`${origin}/oauth/consent`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ consent_token, decision: 'allow' }),
  });

/** Sends requests until nginx sends the next one to this process. */
const turnTo = async (front: string, { origin }: Process): Promise<void> => {
  while (servedBy(await fetch(front)) === origin);
};

/** Answers a page at one process, and redeems the code at the other one. */
const useUp = async (front: string, { token }: OpenPage, at: Process): Promise<number> => {
  await turnTo(front, at);
  const answered = await answer(front, token);
  expect(servedBy(answered)).toBe(at.origin);
  if (answered.status !== 200) return answered.status;
  const code = new URL(locationOf(answered)).searchParams.get('code') ?? '';
  const form = new URLSearchParams(tokenRequest('s256', code));
  const redeemed = await fetch(`${front}/oauth/token`, { method: 'POST', body: form });
  expect(servedBy(redeemed)).not.toBe(at.origin);
  return redeemed.status;
};

/** Answers pages of each process at each process. */
const useUpAll = async (
  front: string,
  [a, b, c, d]: readonly OpenPage[],
  [one, other]: readonly [Process, Process],
) => {
  expect(new Set([a?.shownBy, b?.shownBy])).toEqual(new Set([one.origin, other.origin]));
  const statuses: number[] = [];
  for (const page of [a, b]) if (page !== undefined) statuses.push(await useUp(front, page, one));
  for (const page of [c, d]) if (page !== undefined) statuses.push(await useUp(front, page, other));
  return statuses;
};

describeWithNginx('With two processes behind nginx,', () => {
  it('the key changes in the steps of docs/key-rotation.md, and every open page can be answered at either process (R96).', async () => {
    expect(steps).toEqual([['oldKey'], ['oldKey', 'newKey'], ['newKey', 'oldKey'], ['newKey']]);
    const { front, both } = await startBoth();
    const [first = []] = steps;
    for (const each of both) await each.restart(first);
    for (const names of steps) {
      for (const each of both) {
        const open = await openPages(front);
        await each.restart(names);
        // Before the last step, the operator waits until the pages of the old key have expired.
        expect(await useUpAll(front, open, both), `open before ${names.join()}`).toEqual([200, 200, 200, 200]);
        expect(await useUpAll(front, await openPages(front), both), `with ${names.join()}`).toEqual([
          200, 200, 200, 200,
        ]);
      }
    }
  });

  it('pages of the new key are refused at the other process, if the new key comes first at once (R96).', async () => {
    const { front, both } = await startBoth();
    const [one, other] = both;
    await one.restart(['newKey', 'oldKey']);
    await other.restart(['oldKey']);
    const pages = (await openPages(front)).slice(0, 2);
    const statuses = await Promise.all(
      pages.map(async ({ token, shownBy }) => [
        shownBy === one.origin ? 'of the new key' : 'of the old key',
        (await answer(shownBy === one.origin ? other.origin : one.origin, token)).status,
      ]),
    );
    expect(Object.fromEntries(statuses)).toEqual({ 'of the new key': 400, 'of the old key': 200 });
  });

  it('pages of the old key are refused after the last step (R96).', async () => {
    const { front, both } = await startBoth();
    for (const each of both) await each.restart(['newKey', 'oldKey']);
    await both[0].restart(['oldKey', 'newKey']);
    const old = (await openPages(front)).find(({ shownBy }) => shownBy === both[0].origin);
    for (const each of both) await each.restart(['newKey']);
    expect((await answer(front, old?.token ?? '')).status).toBe(400);
  });
});
