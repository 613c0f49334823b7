import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow } from './browser-session.ts';
import { type Example, startExample } from './start-example.ts';

let example: Example;
beforeAll(async () => {
  example = await startExample({ CLIENTS: join(import.meta.dirname, 'clients.json') });
});
afterAll(() => example.stop());

const redirectUri = 'https://s256.example/cb';

/** A code that somebody just allowed, and what redeems it. */
const redeemable = async (): Promise<Record<string, string>> => {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 's256',
    redirect_uri: redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const answer = await allow(example.serverUrl, `/oauth/authorize?${query}`);
  const code = answer.searchParams.get('code') ?? '';
  return {
    grant_type: 'authorization_code',
    client_id: 's256',
    redirect_uri: redirectUri,
    code,
    code_verifier: verifier,
  };
};

const redeem = async (form: Record<string, string>): Promise<{ status: number; body: Record<string, string> }> => {
  const response = await fetch(`${example.serverUrl}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, body: await response.json() };
};

const me = async (token: string): Promise<number> =>
  (await fetch(`${example.serverUrl}/me`, { headers: { authorization: `Bearer ${token}` } })).status;

describe('A code is redeemed once', () => {
  it('and refused the second time, and its tokens are taken back', async () => {
    const form = await redeemable();
    const first = await redeem(form);
    expect(first).toMatchObject({ status: 200, body: { scope: 'read' } });
    expect(await me(first.body['access_token'] ?? '')).toBe(200);
    expect(await redeem(form)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await me(first.body['access_token'] ?? '')).toBe(401);
  });

  it('by exactly one of twenty that come at the same time (R187)', async () => {
    const form = await redeemable();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => redeem(form)));
    expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(outcomes.filter(({ body }) => body['error'] === 'invalid_grant')).toHaveLength(19);
  });

  it.each<[string, Record<string, string>]>([
    ['a wrong verifier', { code_verifier: randomBytes(32).toString('base64url') }],
    ['a verifier that is none', { code_verifier: 'short' }],
    ['another client', { client_id: 'plain' }],
    ['another redirect_uri', { redirect_uri: 'https://s256.example/other' }],
  ])('and refused with %s, which uses it up', async (_title, change) => {
    const form = await redeemable();
    expect(await redeem({ ...form, ...change })).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await redeem(form)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('and a replay with a wrong verifier leaves the rightful tokens alone', async () => {
    const form = await redeemable();
    const { body } = await redeem(form);
    await redeem({ ...form, code_verifier: randomBytes(32).toString('base64url') });
    expect(await me(body['access_token'] ?? '')).toBe(200);
  });
});
