import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type AccessToken, opaqueTokens } from '@codegrant/server';
import { nodeSqlite, sqlStore } from '@codegrant/sql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exitCodeOf, untilReady } from '../../../testing/child-process.ts';
import { accepts } from '../../../testing/free-port.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { type BrowserSession, browserSession } from './browser-session.ts';
import { consentTokenOn } from './consent-token-on.ts';
import { blocksOf } from './documents.ts';
import { freeOrigin } from './free-origin.ts';
import { locationOf } from './location-of.ts';

const linesWithout = (diff: string, mark: '+' | '-'): string =>
  diff
    .split('\n')
    .filter((line) => !line.startsWith(mark))
    .map((line) => line.slice(1))
    .join('\n');

/** Applies a difference that the README shows. Its other lines must be in the code once. */
const apply = (code: string, diff: string): string => {
  const parts = code.split(linesWithout(diff, '+'));
  expect(parts).toHaveLength(2);
  return parts.join(linesWithout(diff, '-'));
};

/** The first server of the README, with the changes that the README shows. */
const durableServer = (): string => blocksOf('README.md', 'diff').reduce(apply, blocksOf('README.md')[0] ?? '');

interface DurableServer {
  readonly origin: string;
  /** The database that the README's `database.ts` opens. */
  readonly file: string;
  /** Ends the process at once, and starts another one. */
  readonly restart: () => Promise<void>;
}

/** Starts the server in a folder of its own, with the packages of this project. */
const startServer = async (code: string): Promise<DurableServer> => {
  const folder = temporaryFolder(onTestFinished);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'server.ts'), code);
  writeFileSync(join(folder, 'database.ts'), blocksOf('README.md')[1] ?? '');
  symlinkSync(join(import.meta.dirname, '../node_modules'), join(folder, 'node_modules'));
  const origin = await freeOrigin();
  const { port } = new URL(origin);
  let child: ChildProcess | undefined;
  const end = async (): Promise<void> => {
    if (child === undefined) return;
    child.kill('SIGKILL');
    await exitCodeOf(child);
  };
  onTestFinished(end);
  const restart = async (): Promise<void> => {
    await end();
    const env = { PATH: process.env['PATH'], PORT: port };
    child = spawn(process.execPath, ['--conditions=@codegrant/source', 'server.ts'], {
      cwd: folder,
      env,
      stdio: 'ignore',
    });
    await untilReady(child, () => accepts(Number(port)));
  };
  await restart();
  return { origin, file: join(folder, 'oauth.sqlite'), restart };
};

const verifier = randomBytes(32).toString('base64url');

const authorizationUrl = (origin: string): string =>
  `${origin}/oauth/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: 'demo',
    redirect_uri: `${origin}/callback`,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()}`;

/** Signs in, and sends the authorization request. */
const authorize = async (browser: BrowserSession, origin: string): Promise<Response> => {
  const signIn = locationOf(await browser.get(authorizationUrl(origin)));
  return browser.get(locationOf(await browser.post(signIn, { name: 'ada', password: 'lovelace' })));
};

const codeIn = (response: Response): string => new URL(locationOf(response)).searchParams.get('code') ?? '';

const allow = async (browser: BrowserSession, consentPage: Response): Promise<string> => {
  const consent_token = consentTokenOn(await consentPage.text());
  return codeIn(await browser.post('/oauth/consent', { consent_token, decision: 'allow' }));
};

const redeemed = (origin: string, code: string): Promise<Response> => {
  const form = { client_id: 'demo', grant_type: 'authorization_code', redirect_uri: `${origin}/callback`, code };
  const body = new URLSearchParams({ ...form, code_verifier: verifier });
  return fetch(`${origin}/oauth/token`, { method: 'POST', body });
};

const redeem = async (origin: string, code: string): Promise<number> => (await redeemed(origin, code)).status;

/** Finds an access token as every server does that shares the file. */
const findToken = async (file: string, accessToken: string): Promise<AccessToken | undefined> => {
  const db = new DatabaseSync(file, { readOnly: true });
  onTestFinished(() => db.close());
  return opaqueTokens(sqlStore(nodeSqlite(db)).storage).find(accessToken);
};

describe('The first server of the README, with the lines that make it durable,', () => {
  it('redeems a code once that it issued before it was restarted.', async () => {
    const { origin, restart } = await startServer(durableServer());
    const browser = browserSession(origin);
    const used = await allow(browser, await authorize(browser, origin));
    const unused = await allow(browser, await browser.get(authorizationUrl(origin)));
    expect(await redeem(origin, used)).toBe(200);
    await restart();
    expect(await redeem(origin, unused)).toBe(200);
    expect(await redeem(origin, unused)).toBe(400);
    expect(await redeem(origin, used)).toBe(400);
  });

  it('has access tokens that are valid after a restart, until their code is used again.', async () => {
    const { origin, file, restart } = await startServer(
      durableServer().replace("defaultScope: ['read'] }", "defaultScope: ['read'], codeReuseSeconds: 0 }"),
    );
    const browser = browserSession(origin);
    const code = await allow(browser, await authorize(browser, origin));
    const { access_token } = await (await redeemed(origin, code)).json();
    await restart();
    expect(await findToken(file, access_token)).toMatchObject({ subject: 'ada', clientId: 'demo' });
    expect(await redeem(origin, code)).toBe(400);
    expect(await findToken(file, access_token)).toBeUndefined();
  });

  it('remembers consent over a restart, with the policy that the README names.', async () => {
    const code = durableServer().replace(
      "defaultScope: ['read'] }",
      "defaultScope: ['read'], rememberConsent: 'everyClient' }",
    );
    expect(code).not.toBe(durableServer());
    const { origin, restart } = await startServer(code);
    const browser = browserSession(origin);
    await allow(browser, await authorize(browser, origin));
    await restart();
    const again = await authorize(browserSession(origin), origin);
    expect(await redeem(origin, codeIn(again))).toBe(200);
  });

  it('is not durable without them.', async () => {
    const { origin, restart } = await startServer(blocksOf('README.md')[0] ?? '');
    const browser = browserSession(origin);
    const code = await allow(browser, await authorize(browser, origin));
    await restart();
    expect(await redeem(origin, code)).toBe(400);
  });
});
