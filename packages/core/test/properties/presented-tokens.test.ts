import process from 'node:process';
import {
  decideIntrospection,
  decideRevocation,
  hashRefreshToken,
  type Introspected,
  type StoredTokens,
} from '@codegrant/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientOf, registryOf } from '../fixtures/client.ts';
import { policyOf } from '../fixtures/policy.ts';
import { grantOf, now, tokenOf } from '../fixtures/refresh-tokens.ts';

const grant_types = ['authorization_code', 'refresh_token'];

const api = 'https://api.example';
const files = 'https://files.example';

const policy = policyOf({ refreshTokens: 'always', resources: { [api]: { name: 'API' }, [files]: { name: 'Files' } } });

const client = registryOf(
  clientOf({ client_secret: 'secret', grant_types }),
  clientOf({ client_id: 'public', grant_types }),
  clientOf({ client_id: 'api', client_secret: 'secret', introspection: [api] }),
  clientOf({ client_id: 'any', client_secret: 'secret', introspection: 'any' }),
);

const clientId = fc.constantFrom('app', 'public', 'api', 'any', 'nobody');
const expiresAt = fc.constantFrom(now - 1, now, now + 1, now + 1000);
const subject = fc.constantFrom('user-1', 'user-2');

const stored = fc.record({
  clientId,
  subject: fc.option(subject, { nil: undefined }),
  resources: fc.subarray([api, files]),
  expiresAt,
  used: fc.boolean(),
  revoked: fc.boolean(),
});

const part = fc.oneof(
  fc.constantFrom('token=a-token', 'token=an-access-token', 'token_type_hint=access_token', 'client_secret=secret'),
  clientId.map((id) => `client_id=${id}`),
  fc.string().map((text) => `token=${encodeURIComponent(text)}`),
  fc.string({ unit: 'binary' }),
);

const posted = fc.record({
  form: fc.oneof(
    fc.array(part, { maxLength: 5 }).map((parts) => parts.join('&')),
    fc
      .tuple(fc.constantFrom('a-token', 'an-access-token'), clientId)
      .map(([token, id]) => `token=${token}&client_id=${id}&client_secret=secret`),
  ),
  authorization: fc.option(fc.oneof(fc.string(), fc.constantFrom('Bearer key', `Basic ${btoa('app:secret')}`)), {
    nil: undefined,
  }),
});

const tokensOf = (given: typeof stored extends fc.Arbitrary<infer Generated> ? Generated : never): StoredTokens => ({
  client,
  accessToken: (token) =>
    token === 'an-access-token'
      ? {
          ...given,
          scope: ['read'],
          grantId: undefined,
          authTime: undefined,
          issuedAt: now - 10,
        }
      : undefined,
  refreshToken: (hash) =>
    hash === hashRefreshToken('a-token')
      ? { record: tokenOf({ expiresAt: given.expiresAt }), used: given.used }
      : undefined,
  grant: () => (given.revoked ? undefined : grantOf({ clientId: given.clientId })),
  now,
});

const expectOnlyKnown = ({ asker, response }: Introspected, subjectOfToken: string | undefined): void => {
  if (!response.active) {
    expect(response).toEqual({ active: false });
    return;
  }
  expect(response.exp).toBeGreaterThan(now);
  const clientOfAsker = asker.kind === 'client' ? asker.client.client_id : undefined;
  expect(clientOfAsker).not.toBe('public');
  if (asker.kind === 'owner')
    expect([subjectOfToken, response.sub, response.token_type]).toEqual([asker.subject, asker.subject, 'Bearer']);
  else if (clientOfAsker !== response.client_id && clientOfAsker !== 'any')
    expect([clientOfAsker, response.aud, response.token_type]).toEqual(['api', api, 'Bearer']);
};

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 2000);

describe('Generated requests with tokens', () => {
  it('revoke only valid tokens, and only those of the client that sends them (R243, R244).', () => {
    fc.assert(
      fc.property(posted, stored, (request, given) => {
        const outcome = decideRevocation(request, {
          ...tokensOf(given),
          revocableTypes: ['access_token', 'refresh_token'],
        });
        if (outcome.kind !== 'revokeGrant' && outcome.kind !== 'revokeAccessToken') return;
        expect(outcome.client.client_id).toBe(given.clientId);
        expect(given.expiresAt).toBeGreaterThan(now);
      }),
      { numRuns },
    );
  });

  it('tell about tokens only what the asker may know (R252, R254, R255, R256, R257, R258).', () => {
    fc.assert(
      fc.property(posted, stored, subject, (request, given, owner) => {
        const outcome = decideIntrospection(request, {
          ...tokensOf(given),
          policy,
          askers: 'clientsAndOwners',
          owner: { subject: owner },
        });
        if (outcome.kind === 'introspect') expectOnlyKnown(outcome, given.subject);
      }),
      { numRuns },
    );
  });

  it('reach every outcome.', () => {
    const reached = fc.sample(fc.tuple(posted, stored), { numRuns: 3000, seed: 1 }).flatMap(([request, given]) => {
      const tokens = tokensOf(given);
      const introspected = decideIntrospection(request, {
        ...tokens,
        policy,
        askers: 'clientsAndOwners',
        owner: { subject: 'user-1' },
      });
      return [
        decideRevocation(request, { ...tokens, revocableTypes: ['refresh_token', 'access_token'] }).kind,
        introspected.kind === 'introspect'
          ? `${introspected.asker.kind} ${introspected.response.active}`
          : introspected.kind,
      ];
    });
    expect([...new Set(reached)].toSorted()).toEqual([
      'client false',
      'client true',
      'owner false',
      'owner true',
      'rejectToken',
      'revokeAccessToken',
      'revokeGrant',
      'revokeNothing',
    ]);
  });
});
