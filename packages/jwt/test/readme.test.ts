import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import process from 'node:process';
import { listen, optionsWith, request } from '@codegrant/conformance/suite';
import { generateSigningKey } from '@codegrant/jwt';
import { type NodeRequest, toNodeHandler } from '@codegrant/node';
import { memoryGrants } from '@codegrant/server';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { codeBlocks } from '../../../testing/code-blocks.ts';
import { tokenWith } from './fixtures/settings.ts';
import { readerOf, verifierOf } from './snippets/api.ts';
import { serverWith } from './snippets/oauth.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

const command = (codeBlocks(readme, 'sh')[1] ?? '').trim();

/** Runs the command of the README in this package, whose name it imports. */
const runCommand = (): string =>
  execFileSync('sh', ['-c', command.replace(/^node /, '"$NODE" ')], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, NODE: process.execPath, NODE_OPTIONS: '--conditions=@codegrant/source' },
    encoding: 'utf8',
  });

/** Redeems a code of the user `alice` at a server. */
const accessTokenOf = async (origin: string): Promise<string> => {
  const redirect = await fetch(`${origin}/oauth/authorize?${request}`, { redirect: 'manual' });
  const code = new URL(redirect.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const redemption = {
    grant_type: 'authorization_code',
    client_id: 'app',
    redirect_uri: 'https://app.example/cb',
    code,
    // RFC 7636 appendix B
    code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  };
  const response = await fetch(`${origin}/oauth/token`, { method: 'POST', body: new URLSearchParams(redemption) });
  const { access_token }: { access_token?: string } = Object(await response.json());
  return access_token ?? '';
};

/** Serves the server of the README. Its issuer is the origin that it listens on. */
const serve = async (grants = memoryGrants()) => {
  let handle: RequestListener = (_request, response) => void response.end();
  const { origin, close } = await listen((request, response) => handle(request, response));
  onTestFinished(close);
  const { policy, ...options } = optionsWith<NodeRequest>(() => ({ subject: 'alice' }));
  const consents = { granted: () => ['read'], remember: () => {}, forget: () => {} };
  const server = serverWith({ ...options, consents, policy: { ...policy, issuer: origin } }, grants, runCommand());
  handle = toNodeHandler(server);
  return { origin, server };
};

describe('The README', () => {
  it('shows the code that the tests run.', () => {
    const files = ['oauth.ts', 'api.ts'].map((name) => join(import.meta.dirname, 'snippets', name));
    expect(codeBlocks(readme, 'ts')).toEqual(files.map((file) => readFileSync(file, 'utf8')));
  });

  it('has a command that prints a private key.', async () => {
    const key: unknown = JSON.parse(runCommand());
    expect(Object.keys(Object(key)).toSorted()).toEqual(Object.keys(await generateSigningKey('ES256')).toSorted());
  });

  it('shows the members of a token.', async () => {
    const token = await tokenWith();
    const [header, claims] = codeBlocks(readme, 'json').map((block) => JSON.parse(block) as object);
    expect(Object.keys(header ?? {}).toSorted()).toEqual(Object.keys(decodeProtectedHeader(token)).toSorted());
    expect(Object.keys(claims ?? {}).toSorted()).toEqual(Object.keys(decodeJwt(token)).toSorted());
  });

  it('has a server whose tokens an API verifies with the keys that the server publishes.', async () => {
    const { origin } = await serve();
    const accessToken = await accessTokenOf(origin);
    expect(decodeJwt(accessToken)).toMatchObject({ iss: origin, sub: 'alice', client_id: 'app', scope: 'read' });
    expect(await readerOf(accessToken, verifierOf(origin))).toBe('alice');
  });

  it('has a server that refuses tokens of a revoked grant at once, and an API that does not.', async () => {
    const grants = memoryGrants();
    const { origin, server } = await serve(grants);
    const accessToken = await accessTokenOf(origin);
    const found = await server.find(accessToken);
    expect(found).toMatchObject({ subject: 'alice' });
    await grants.revokeGrant('alice', found?.grantId ?? '', Math.floor(Date.now() / 1000) + 86_400);
    expect(await server.find(accessToken)).toBeUndefined();
    expect(await readerOf(accessToken, verifierOf(origin))).toBe('alice');
  });
});
