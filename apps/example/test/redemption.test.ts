import { describe, expect, it } from 'vitest';
import { newTokenRequest } from './new-token-request.ts';
import { clientsFile, redeem } from './registered-client.ts';
import { statusOfMe } from './status-of-me.ts';
import { useExample } from './use-example.ts';

const wrongVerifier = 'x'.repeat(43);

describe('A code is redeemed once', () => {
  const example = useExample({ CLIENTS: clientsFile });

  it('and rejected the second time, which revokes nothing if it comes at once (R224)', async () => {
    const form = await newTokenRequest(example.serverUrl, 's256');
    const first = await redeem(example.serverUrl, form);
    expect(first).toMatchObject({ status: 200, body: { scope: 'read' } });
    expect(await statusOfMe(example.serverUrl, first.body['access_token'])).toBe(200);
    expect(await redeem(example.serverUrl, form)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await statusOfMe(example.serverUrl, first.body['access_token'])).toBe(200);
  });

  it('by exactly one of twenty simultaneous requests (R187)', async () => {
    const form = await newTokenRequest(example.serverUrl, 's256');
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(example.serverUrl, form)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body['error'] === 'invalid_grant')).toHaveLength(19);
  });

  it.each<[string, Record<string, string>]>([
    ['a wrong verifier', { code_verifier: wrongVerifier }],
    ['a malformed verifier', { code_verifier: 'short' }],
    ['another client', { client_id: 'plain' }],
    ['another redirect_uri', { redirect_uri: 'https://s256.example/other' }],
  ])('and rejected with %s, which uses it up', async (_title, change) => {
    const form = await newTokenRequest(example.serverUrl, 's256');
    const rejected = { status: 400, body: { error: 'invalid_grant' } };
    expect(await redeem(example.serverUrl, { ...form, ...change })).toMatchObject(rejected);
    expect(await redeem(example.serverUrl, form)).toMatchObject(rejected);
  });

  it('and a replay with a wrong verifier does not revoke the tokens', async () => {
    const form = await newTokenRequest(example.serverUrl, 's256');
    const { body } = await redeem(example.serverUrl, form);
    await redeem(example.serverUrl, { ...form, code_verifier: wrongVerifier });
    expect(await statusOfMe(example.serverUrl, body['access_token'])).toBe(200);
  });
});
