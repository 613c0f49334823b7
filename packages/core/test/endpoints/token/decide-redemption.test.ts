import {
  type CodeRecord,
  decideRedemption,
  hashCode,
  type PostedTokenRequest,
  type RedemptionFacts,
  type TakenCode,
  type TokenOutcome,
} from '@codegrant/core';
import { grantIdOf } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { consentKeys, entropy } from '../../fixtures/bytes.ts';
import { clientOf, registryOf } from '../../fixtures/client.ts';
import { recordOf } from '../../fixtures/code-record.ts';
import { policyOf } from '../../fixtures/policy.ts';

const now = 1_700_000_000;
const verifier = 'v'.repeat(43);

const app = clientOf();
const client = registryOf(
  app,
  clientOf({ client_id: 'other' }),
  clientOf({ client_id: 'web', client_secret: 'secret' }),
  clientOf({ client_id: 'elsewhere', grant_types: ['implicit'] }),
);

const record = recordOf({
  codeHash: hashCode('a-code'),
  codeChallenge: verifier,
  codeChallengeMethod: 'plain',
  expiresAt: now + 60,
});

/** A valid token request. */
const valid = {
  grant_type: 'authorization_code',
  client_id: 'app',
  code: 'a-code',
  redirect_uri: 'https://app.example/cb',
  code_verifier: verifier,
};

type Change = Readonly<Partial<Record<keyof typeof valid | 'client_secret', string>>>;

const formOf = (change: Change): string => new URLSearchParams({ ...valid, ...change }).toString();

interface Seen {
  readonly outcome: TokenOutcome;
  /** The hashes under which codes were taken. */
  readonly taken: readonly string[];
}

const redeem = (
  { form, authorization }: Partial<PostedTokenRequest>,
  found: TakenCode | undefined = { record, firstUse: true },
  facts: Partial<RedemptionFacts> = {},
): Seen => {
  const taken: string[] = [];
  const outcome = decideRedemption(
    { form: form ?? formOf({}), authorization },
    {
      policy: policyOf(),
      consentKeys,
      entropy,
      client,
      take: (codeHash) => {
        taken.push(codeHash);
        return codeHash === record.codeHash ? found : undefined;
      },
      now,
      ...facts,
    },
  );
  return { outcome, taken };
};

const basic = (userPass: string): string => `Basic ${Buffer.from(userPass).toString('base64')}`;

describe('A valid token request', () => {
  it('redeems the record of the code, which is taken once, by its hash.', () => {
    const { outcome, taken } = redeem({});
    expect(outcome).toEqual({
      kind: 'redeem',
      client: app,
      record,
      grant: {
        grantId: grantIdOf(record.codeHash),
        subject: 'user-1',
        clientId: 'app',
        scope: ['read'],
        resources: [],
        parameters: { authorization: {}, token: {} },
        authTime: undefined,
      },
      refreshToken: undefined,
      kept: undefined,
    });
    expect(taken).toEqual([record.codeHash]);
  });

  it('can be pairs, and can be hashed with the SHA-256 of the platform.', () => {
    const sha256 = (text: string): string => `the hash of ${text}`;
    const { taken } = redeem({ form: Object.entries(valid) }, undefined, { sha256 });
    expect(taken).toEqual(['the hash of a-code']);
  });

  it('of a confidential client authenticates the client.', () => {
    const { outcome } = redeem(
      { form: formOf({ client_id: 'web' }), authorization: basic('web:secret') },
      { record: { ...record, clientId: 'web' }, firstUse: true },
    );
    expect(outcome).toMatchObject({ kind: 'redeem', client: { client_id: 'web' } });
  });
});

describe('No code is taken before the client has authenticated (R130, R143)', () => {
  it.each<[string, Partial<PostedTokenRequest>, string, string | undefined]>([
    ['a request without a client', { form: formOf({ client_id: '' }) }, 'client-named', undefined],
    ['a repeated parameter', { form: `${formOf({})}&code=b` }, 'token-parameters-once', undefined],
    ['an unknown client', { form: formOf({ client_id: 'nobody' }) }, 'token-client-registered', undefined],
    ['a missing secret', { form: formOf({ client_id: 'web' }) }, 'authentication-method-registered', 'web'],
    ['a wrong secret', { form: formOf({ client_id: 'web', client_secret: 'x' }) }, 'client-secret-right', 'web'],
    [
      'a wrong secret in the header',
      { form: formOf({ client_id: 'web' }), authorization: basic('web:x') },
      'client-secret-right',
      'web',
    ],
    [
      'a secret from a client without one',
      { form: formOf({ client_secret: 'x' }) },
      'authentication-method-registered',
      'app',
    ],
    ['another grant type', { form: formOf({ grant_type: 'password' }) }, 'grant-type-supported', 'app'],
    ['a client of another grant', { form: formOf({ client_id: 'elsewhere' }) }, 'grant-type-registered', 'elsewhere'],
    ['no code', { form: formOf({ code: '' }) }, 'code-present', 'app'],
    ['no redirect URI', { form: formOf({ redirect_uri: '' }) }, 'token-redirect-uri-present', 'app'],
  ])('%s is rejected without a subject and a grant.', (_what, request, rule, clientId) => {
    const { outcome, taken } = redeem(request);
    expect(outcome).toMatchObject({ kind: 'rejectToken', rule: { name: rule } });
    expect(outcome).toHaveProperty('clientId', clientId);
    expect(outcome).toHaveProperty('subject', undefined);
    expect(outcome).toHaveProperty('grantId', undefined);
    expect(taken).toEqual([]);
  });
});

describe('A rejected code has the client, the subject and the grant for logs', () => {
  it.each<[string, Change, Partial<CodeRecord>, boolean, string, string]>([
    ['It is of another client', { client_id: 'other' }, {}, true, 'code-of-client', 'other'],
    [
      'It is of another redirect URI',
      { redirect_uri: 'https://app.example/other' },
      {},
      true,
      'code-of-redirect-uri',
      'app',
    ],
    ['The verifier is wrong', { code_verifier: 'w'.repeat(43) }, {}, true, 'verifier-right', 'app'],
    [
      'It has no challenge',
      {},
      { codeChallenge: undefined, codeChallengeMethod: 'none' },
      true,
      'verifier-only-with-challenge',
      'app',
    ],
    ['It was used before', {}, {}, false, 'code-first-use', 'app'],
    ['It has expired', {}, { expiresAt: now }, true, 'code-unexpired', 'app'],
  ])('%s.', (_what, change, more, firstUse, rule, clientId) => {
    const { outcome, taken } = redeem({ form: formOf(change) }, { record: { ...record, ...more }, firstUse });
    expect(outcome).toMatchObject({
      kind: 'rejectToken',
      rule: { name: rule },
      clientId,
      subject: 'user-1',
      grantId: grantIdOf(record.codeHash),
    });
    expect(taken).toHaveLength(1);
  });

  it('An unknown code has no subject and no grant (R142).', () => {
    const { outcome, taken } = redeem({ form: formOf({ code: 'b-code' }) });
    expect(outcome).toMatchObject({ kind: 'rejectToken', rule: { name: 'code-known' }, clientId: 'app' });
    expect(outcome).toHaveProperty('subject', undefined);
    expect(outcome).toHaveProperty('grantId', undefined);
    expect(taken).toEqual([hashCode('b-code')]);
  });

  it('Only a second use that is valid otherwise revokes tokens (R80).', () => {
    const revokes = (change: Change): string => {
      const { outcome } = redeem({ form: formOf(change) }, { record, firstUse: false });
      return outcome.kind === 'rejectToken' ? outcome.rule.verdict.revoke : outcome.kind;
    };
    expect(revokes({})).toBe('tokens');
    expect(revokes({ code_verifier: 'w'.repeat(43) })).toBe('nothing');
    expect(revokes({ client_id: 'other' })).toBe('nothing');
  });
});
