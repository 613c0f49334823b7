import { tokenVerifier } from '@codegrant/mcp/sdk-1';
import type { TokenFinder } from '@codegrant/server';
import { InvalidTokenError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import { describe, expect, it } from 'vitest';
import { eitherVerifier } from '../src/either-verifier.ts';

const resource = 'https://mail.example/mcp';

const old = {
  verifyAccessToken: async (token: string) => {
    if (token !== 'an-old-token') throw new InvalidTokenError('The token is unknown.');
    return { token, clientId: 'app', scopes: ['read'] };
  },
};

const verify = (find: TokenFinder['find'], token: string) =>
  eitherVerifier(tokenVerifier({ tokens: { find }, resource, report: () => undefined }), old).verifyAccessToken(token);

describe('A verifier of new and old tokens', () => {
  const now = Math.floor(Date.now() / 1000);
  const found = {
    subject: 'ada',
    clientId: 'app',
    scope: ['read'],
    resources: [resource],
    grantId: undefined,
    authTime: undefined,
    issuedAt: now,
    expiresAt: now + 60,
  };

  it('accepts both, and refuses others.', async () => {
    expect(await verify(() => found, 'a-new-token')).toMatchObject({ extra: { subject: 'ada' } });
    expect(await verify(() => undefined, 'an-old-token')).toMatchObject({ token: 'an-old-token' });
    await expect(verify(() => undefined, 'another-token')).rejects.toThrow('The token is unknown.');
  });

  it('does not ask the old server in an outage.', async () => {
    const fail = () => {
      throw new Error('The database is away.');
    };
    await expect(verify(fail, 'an-old-token')).rejects.not.toThrow(InvalidTokenError);
  });
});
