import { clientCredentials, type ClientGranted, consentKeysOf, decideRedemption, entropyOf } from '@codegrant/core';
import { describe, expect, it } from 'vitest';
import { successiveFrom } from '../../../fixtures/bytes.ts';
import { clientOf } from '../../../fixtures/client.ts';
import { policyOf } from '../../../fixtures/policy.ts';

const service = clientOf({
  client_secret: 'secret',
  redirect_uris: undefined,
  grant_types: ['client_credentials', 'refresh_token'],
  scope: 'read offline_access',
  refresh_tokens: 'always',
});

const never = (): never => {
  throw new Error('This port is not for a client that acts for itself.');
};

const granted = (firstByte: number): ClientGranted => {
  const outcome = decideRedemption(
    {
      form: 'grant_type=client_credentials&client_id=app&client_secret=secret&scope=read%20offline_access',
      authorization: undefined,
    },
    {
      policy: policyOf({
        scopes: { read: { name: 'Read' }, offline_access: { name: 'Stay signed in' } },
        refreshTokens: 'always',
      }),
      grantTypes: [clientCredentials],
      keepsGrants: true,
      client: () => service,
      take: never,
      refreshTokens: { find: never, findGrant: never, use: never },
      consentKeys: consentKeysOf([new Uint8Array(32).fill(1)]),
      entropy: entropyOf(successiveFrom(firstByte)),
      now: 1_700_000_000,
    },
  );
  if (outcome.kind !== 'clientCredentials') throw new Error(outcome.kind);
  return outcome;
};

describe('A client that acts for itself', () => {
  it('has no user, no grant that is kept, and no refresh token (R227).', () => {
    expect(granted(1)).toEqual({
      kind: 'clientCredentials',
      client: service,
      grant: {
        grantId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
        subject: undefined,
        clientId: 'app',
        scope: ['read', 'offline_access'],
        resources: [],
        parameters: { authorization: {}, token: {} },
        authTime: undefined,
        expiresAt: undefined,
      },
      refreshToken: undefined,
    });
  });

  it('gets another grant identifier for each access token, from random bytes (R227).', () => {
    expect(granted(1).grant.grantId).toBe(granted(1).grant.grantId);
    expect(granted(1).grant.grantId).not.toBe(granted(2).grant.grantId);
  });

  it('is no user for the types: its subject is undefined, and nothing else (R227).', () => {
    const { grant } = granted(1);
    const subject: undefined = grant.subject;
    expect(subject).toBeUndefined();
  });
});
