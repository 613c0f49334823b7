import {
  type CodeRecord,
  decideRedemption,
  defineClient,
  hashCode,
  type PostedTokenRequest,
  type Redeemed,
  type RedemptionFacts,
  type TakenCode,
  type TokenRejection,
} from '@codegrant/core';
import { describe, expect, it } from 'vitest';

const now = 1_700_000_000;
const verifier = 'v'.repeat(43);

const clients = new Map(
  [
    defineClient({ client_id: 'app', redirect_uris: ['https://app.example/cb'] }),
    defineClient({ client_id: 'other', redirect_uris: ['https://app.example/cb'] }),
    defineClient({ client_id: 'web', redirect_uris: ['https://app.example/cb'], client_secret: 'secret' }),
    defineClient({
      client_id: 'elsewhere',
      redirect_uris: ['https://app.example/cb'],
      grant_types: ['client_credentials'],
    }),
  ].map((client) => [client.client_id, client]),
);

const record: CodeRecord = {
  codeHash: hashCode('a-code'),
  clientId: 'app',
  redirectUri: 'https://app.example/cb',
  subject: 'user-1',
  scope: 'read',
  codeChallenge: verifier,
  codeChallengeMethod: 'plain',
  authTime: undefined,
  expiresAt: now + 60,
};

const right = {
  grant_type: 'authorization_code',
  client_id: 'app',
  code: 'a-code',
  redirect_uri: 'https://app.example/cb',
  code_verifier: verifier,
};

type Change = Readonly<Partial<Record<keyof typeof right | 'client_secret', string>>>;

const formOf = (change: Change): string => new URLSearchParams({ ...right, ...change }).toString();

interface Seen {
  readonly outcome: Redeemed | TokenRejection;
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
      client: (clientId) => clients.get(clientId),
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

describe('A token request that is right', () => {
  it('gets the record that tokens are issued for, and takes the code once, by its hash.', () => {
    const { outcome, taken } = redeem({});
    expect(outcome).toEqual({ kind: 'redeem', client: clients.get('app'), record });
    expect(taken).toEqual([record.codeHash]);
  });

  it('may be pairs, and may have its code hashed by the platform.', () => {
    const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(32).fill(bytes.length);
    const { taken } = redeem({ form: Object.entries(right) }, undefined, { sha256 });
    expect(taken).toEqual([hashCode('a-code', sha256)]);
  });

  it('of a confidential client is authenticated first.', () => {
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
    ['a parameter that was repeated', { form: `${formOf({})}&code=b` }, 'token-parameters-once', undefined],
    ['an unknown client', { form: formOf({ client_id: 'nobody' }) }, 'token-client-registered', undefined],
    ['no secret', { form: formOf({ client_id: 'web' }) }, 'authentication-method-registered', 'web'],
    ['a wrong secret', { form: formOf({ client_id: 'web', client_secret: 'x' }) }, 'client-secret-right', 'web'],
    [
      'a wrong secret in the header',
      { form: formOf({ client_id: 'web' }), authorization: basic('web:x') },
      'client-secret-right',
      'web',
    ],
    [
      'a secret of a client that has none',
      { form: formOf({ client_secret: 'x' }) },
      'authentication-method-registered',
      'app',
    ],
    ['another grant type', { form: formOf({ grant_type: 'password' }) }, 'grant-type-supported', 'app'],
    ['a client of another grant', { form: formOf({ client_id: 'elsewhere' }) }, 'grant-type-registered', 'elsewhere'],
    ['no code', { form: formOf({ code: '' }) }, 'code-present', 'app'],
    ['no redirect URI', { form: formOf({ redirect_uri: '' }) }, 'token-redirect-uri-present', 'app'],
  ])('%s takes none, and has neither subject nor grant.', (_what, request, rule, clientId) => {
    const { outcome, taken } = redeem(request);
    expect(outcome).toMatchObject({ kind: 'rejectToken', rule: { name: rule } });
    expect(outcome).toHaveProperty('clientId', clientId);
    expect(outcome).toHaveProperty('subject', undefined);
    expect(outcome).toHaveProperty('grantId', undefined);
    expect(taken).toEqual([]);
  });
});

describe('What is wrong with a code tells which client it was, whose code, and of which grant', () => {
  it.each<[string, Change, Partial<CodeRecord>, boolean, string, string]>([
    ['of another client', { client_id: 'other' }, {}, true, 'code-of-client', 'other'],
    ['of another redirect URI', { redirect_uri: 'https://app.example/other' }, {}, true, 'code-of-redirect-uri', 'app'],
    ['with a wrong verifier', { code_verifier: 'w'.repeat(43) }, {}, true, 'verifier-right', 'app'],
    [
      'without a challenge',
      {},
      { codeChallenge: undefined, codeChallengeMethod: undefined },
      true,
      'verifier-only-with-challenge',
      'app',
    ],
    ['that was used before', {}, {}, false, 'code-first-use', 'app'],
    ['that has expired', {}, { expiresAt: now }, true, 'code-unexpired', 'app'],
  ])('%s.', (_what, change, more, firstUse, rule, clientId) => {
    const { outcome, taken } = redeem({ form: formOf(change) }, { record: { ...record, ...more }, firstUse });
    expect(outcome).toMatchObject({
      kind: 'rejectToken',
      rule: { name: rule },
      clientId,
      subject: 'user-1',
      grantId: record.codeHash,
    });
    expect(taken).toHaveLength(1);
  });

  it('but for one that is not known, which is nobody’s (R142).', () => {
    const { outcome, taken } = redeem({ form: formOf({ code: 'b-code' }) });
    expect(outcome).toMatchObject({ kind: 'rejectToken', rule: { name: 'code-known' }, clientId: 'app' });
    expect(outcome).toHaveProperty('subject', undefined);
    expect(outcome).toHaveProperty('grantId', undefined);
    expect(taken).toEqual([hashCode('b-code')]);
  });

  it('and only the second use of one that is right in all else takes tokens back (R80).', () => {
    const revokes = (change: Change): string => {
      const { outcome } = redeem({ form: formOf(change) }, { record, firstUse: false });
      return outcome.kind === 'rejectToken' ? outcome.rule.verdict.revoke : outcome.kind;
    };
    expect(revokes({})).toBe('tokens');
    expect(revokes({ code_verifier: 'w'.repeat(43) })).toBe('nothing');
    expect(revokes({ client_id: 'other' })).toBe('nothing');
  });
});
