import { createHmac } from 'node:crypto';
import {
  consentKeysOf,
  decideRedemption,
  type Client,
  type ClientMetadata,
  entropyOf,
  hashCode,
  hashRefreshToken,
  type PolicySettings,
  readParams,
  type Refreshed,
  type TokenOutcome,
} from '@codegrant/core';
import {
  authenticateStage,
  Broken,
  credentialsStage,
  grantIdOf,
  refreshRequestStage,
  refreshTokenStage,
} from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { bytesOf, consentKeys, successiveFrom } from '../../../fixtures/bytes.ts';
import { clientOf, registryOf } from '../../../fixtures/client.ts';
import { recordOf } from '../../../fixtures/code-record.ts';
import { policyOf } from '../../../fixtures/policy.ts';
import { grantTypeRequest } from '../../../fixtures/grant-type-request.ts';
import { passed } from '../../../fixtures/stage.ts';
import { grantOf, type Kept, keptWith, now, tokenOf } from '../../../fixtures/refresh-tokens.ts';

const grant_types = ['authorization_code', 'refresh_token'];

const clientWith = (changes: Partial<ClientMetadata> = {}): Client => clientOf({ grant_types, ...changes });

const confidential = clientWith({ client_id: 'web', client_secret: 'secret' });

const client = registryOf(clientWith(), confidential, clientOf({ client_id: 'without' }));

let draws = 0;

/** Settings of one request. */
interface At {
  readonly token?: string;
  readonly more?: string;
  readonly at?: number;
  readonly policy?: Partial<PolicySettings>;
  readonly keys?: typeof consentKeys;
  readonly clientId?: string;
}

/** Sends a refresh, and saves what its outcome says, as a server does. */
const refresh = (
  kept: Kept,
  { token = 'a-token', more = '', at = now, policy = {}, keys, clientId }: At = {},
): TokenOutcome => {
  draws += 1;
  const outcome = decideRedemption(
    {
      form: `grant_type=refresh_token&client_id=${clientId ?? 'app'}&refresh_token=${token}${more}`,
      authorization: undefined,
    },
    {
      policy: policyOf({ refreshTokens: 'always', ...policy }),
      client,
      take: () => undefined,
      refreshTokens: kept,
      consentKeys: keys ?? consentKeys,
      entropy: entropyOf(successiveFrom(draws % 200)),
      now: at,
    },
  );
  if (outcome.kind === 'refresh') kept.save(outcome.kept);
  return outcome;
};

const refreshed = (outcome: TokenOutcome): Refreshed => {
  if (outcome.kind !== 'refresh') throw new Error(outcome.kind === 'rejectToken' ? outcome.rule.name : outcome.kind);
  return outcome;
};

const successorIn = (outcome: TokenOutcome): string => refreshed(outcome).refreshToken ?? 'none';

/** The broken rule, and whether the grant must be revoked. */
const broken = (outcome: TokenOutcome): string =>
  outcome.kind === 'rejectToken' ? `${outcome.rule.name} ${outcome.rule.verdict.revoke}` : outcome.kind;

const web = {
  clientId: 'web',
  more: '&client_secret=secret',
  policy: { refreshTokenRotation: 'publicClients' },
} as const;

describe('A refresh', () => {
  it('gets a grant with its scope, and a new refresh token of which only the hash is kept (R222).', () => {
    const kept = keptWith();
    const outcome = refreshed(refresh(kept));
    const { grantId, subject, clientId, authTime, expiresAt } = grantOf();
    expect(outcome.grant).toEqual({
      grantId,
      subject,
      clientId,
      authTime,
      expiresAt,
      scope: ['read', 'write'],
      resources: [],
      parameters: { authorization: {}, token: {} },
    });
    expect(outcome.refreshToken).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify([outcome.kept, ...kept.uses.values()])).not.toContain(outcome.refreshToken);
    expect(outcome.kept.tokenRecord.tokenHash).toBe(hashRefreshToken(successorIn(outcome)));
  });

  it('gets the HMAC of the used token and the salt, which an update of the server must not change (R216, R222).', () => {
    const kept = keptWith();
    const outcome = refreshed(refresh(kept));
    const [use] = kept.uses.values();
    const signed = `codegrant refresh token 1.a-token.${use?.salt}`;
    const expected = createHmac('sha256', bytesOf(1)).update(signed).digest('base64url');
    expect(outcome.refreshToken).toBe(expected);
    expect(use).toEqual({ salt: use?.salt, usedAt: now, successorHash: hashRefreshToken(expected) });
  });

  it('is rejected with the client for logs, and with the grant only if there is one (R214).', () => {
    expect(refresh(keptWith(), { token: '' })).toMatchObject({ clientId: 'app', subject: undefined });
    expect(refresh(keptWith(), { token: 'x' })).toMatchObject({ clientId: 'app', subject: undefined });
    const late = refresh(keptWith(), { at: now + 500 });
    expect(late).toMatchObject({ clientId: 'app', subject: 'user-1', grantId: grantOf().grantId });
  });

  it('of an unknown token is rejected, whatever grant there is (R214).', () => {
    const request = passed(
      refreshRequestStage.run(
        grantTypeRequest({
          authenticated: passed(
            authenticateStage.run({
              request: passed(
                credentialsStage.run({
                  params: readParams('grant_type=refresh_token&client_id=app&refresh_token=x'),
                  authorization: undefined,
                }),
              ),
              client: clientWith(),
            }),
          ),
          policy: policyOf({ refreshTokens: 'always' }),
        }),
      ),
    );
    const run = (found: object | undefined, grant: object | undefined): unknown =>
      refreshTokenStage.run(Object({ request, found, grant, policy: policyOf(), now }));
    const found = { record: tokenOf(), used: false };
    expect(run(undefined, grantOf())).toBeInstanceOf(Broken);
    expect(run(found, undefined)).toBeInstanceOf(Broken);
    expect(run(found, grantOf())).toMatchObject({ scope: ['read', 'write'] });
  });

  it('moves the idle expiry and the time of the last use, but not the expiry of the grant (R220, R221).', () => {
    const policy = { refreshTokenIdleSeconds: 300 };
    const { kept } = refreshed(refresh(keptWith(), { at: now + 10, policy }));
    expect(kept.tokenRecord.expiresAt).toBe(now + 310);
    expect(kept.grantRecord).toEqual(grantOf({ lastUsedAt: now + 10 }));
    const late = refreshed(refresh(keptWith(grantOf({ expiresAt: now + 20 })), { at: now + 10, policy }));
    expect(late.kept.tokenRecord.expiresAt).toBe(now + 20);
  });

  it('can narrow the access token, and the next one has the whole scope again (R213).', () => {
    const kept = keptWith();
    const narrowed = refreshed(refresh(kept, { more: '&scope=write' }));
    expect(narrowed.grant.scope).toEqual(['write']);
    expect(refreshed(refresh(kept, { token: successorIn(narrowed) })).grant.scope).toEqual(['read', 'write']);
  });
});

describe('A second use', () => {
  it('in the window gets the same successor, to the last second (R216).', () => {
    const kept = keptWith();
    const first = refreshed(refresh(kept));
    expect(successorIn(refresh(kept, { at: now }))).toBe(first.refreshToken);
    const last = refreshed(refresh(kept, { at: now + 29 }));
    expect(last.refreshToken).toBe(first.refreshToken);
    expect(last.kept.tokenRecord).toEqual(first.kept.tokenRecord);
    expect(broken(refresh(kept, { at: now + 30 }))).toBe('refresh-token-first-use tokens');
  });

  it.each([0, 1, 600])('with a window of %i seconds is replayed after it (R215).', (refreshTokenReuseSeconds) => {
    const policy = { refreshTokenReuseSeconds };
    const kept = keptWith(grantOf({ expiresAt: now + 10_000 }), tokenOf({ expiresAt: now + 10_000 }));
    refreshed(refresh(kept, { policy }));
    if (refreshTokenReuseSeconds > 0) refreshed(refresh(kept, { policy, at: now + refreshTokenReuseSeconds - 1 }));
    const outcome = refresh(kept, { policy, at: now + refreshTokenReuseSeconds });
    expect(outcome).toMatchObject({ subject: 'user-1', grantId: grantOf().grantId });
    expect(broken(outcome)).toBe('refresh-token-first-use tokens');
  });

  it('of another client, or with a wrong scope, revokes nothing (R218).', () => {
    const kept = keptWith();
    refreshed(refresh(kept));
    const late = { at: now + 100 };
    expect(broken(refresh(kept, { ...late, ...web }))).toBe('refresh-token-of-client nothing');
    expect(broken(refresh(kept, { ...late, more: '&scope=admin' }))).toBe('refresh-scope-granted nothing');
  });

  it('is rejected after the successor was used, and revokes nothing (R217).', () => {
    const kept = keptWith();
    const first = successorIn(refresh(kept));
    const second = successorIn(refresh(kept, { token: first, at: now + 1 }));
    expect(broken(refresh(kept, { at: now + 2 }))).toBe('refresh-token-successor-unused nothing');
    expect(successorIn(refresh(kept, { token: second, at: now + 3 }))).not.toBe(second);
  });

  it('saves the successor that a process did not get to save (R216).', () => {
    const lost = keptWith();
    const first = refreshed(refresh({ ...lost, save: () => {} }));
    expect(lost.find(hashRefreshToken(successorIn(first)))).toBeUndefined();
    expect(successorIn(refresh(lost, { at: now + 5 }))).toBe(first.refreshToken);
    expect(refresh(lost, { token: successorIn(first), at: now + 6 }).kind).toBe('refresh');
  });

  it('finds the successor of an older key, and none of a key that was removed (R216).', () => {
    const kept = keptWith();
    const first = successorIn(refresh(kept));
    expect(successorIn(refresh(kept, { keys: consentKeysOf([bytesOf(9), bytesOf(1)]) }))).toBe(first);
    expect(broken(refresh(kept, { keys: consentKeysOf([bytesOf(9)]) }))).toBe('refresh-token-successor-known nothing');
  });
});

describe('The refresh token of a confidential client that does not rotate', () => {
  const kept = (): Kept => keptWith(grantOf({ clientId: 'web' }));

  it('is used again and again, and its idle expiry moves (R219, R220).', () => {
    const store = kept();
    const first = refreshed(refresh(store, web));
    expect(first.refreshToken).toBeUndefined();
    expect(first.kept.tokenRecord).toEqual(tokenOf({ expiresAt: now + 1000 }));
    expect(refresh(store, { ...web, at: now + 999 }).kind).toBe('refresh');
    expect(store.uses.size).toBe(0);
  });

  it('rotates with the policy always, and a used one stays used when the policy changes (R215).', () => {
    const store = kept();
    const { clientId, more } = web;
    expect(successorIn(refresh(store, { clientId, more }))).toMatch(/^[\w-]{43}$/);
    expect(broken(refresh(store, { ...web, at: now + 100 }))).toBe('refresh-token-first-use tokens');
  });

  it('of a public client rotates whatever the policy is (R219).', () => {
    const { policy } = web;
    expect(successorIn(refresh(keptWith(), { policy }))).toMatch(/^[\w-]{43}$/);
  });
});

describe('The first refresh token of a grant', () => {
  const verifier = 'v'.repeat(43);

  const redeem = (registered: Client, settings: Partial<PolicySettings>, scope = 'read'): TokenOutcome =>
    decideRedemption(
      {
        form: `grant_type=authorization_code&client_id=app&code=a-code&redirect_uri=https://app.example/cb&code_verifier=${verifier}`,
        authorization: undefined,
      },
      {
        policy: policyOf({
          scopes: { read: { name: 'Read' }, offline_access: { name: 'Stay signed in' } },
          ...settings,
        }),
        client: () => registered,
        take: (codeHash) => ({
          record: recordOf({ codeHash, scope, codeChallenge: verifier, codeChallengeMethod: 'plain' }),
          firstUse: true,
        }),
        consentKeys,
        entropy: entropyOf(successiveFrom(1)),
        now,
      },
    );

  it('comes with the code, and its grant is named by the code (R209, R210).', () => {
    const outcome = redeem(clientWith(), { refreshTokens: 'always', refreshTokenLifetimeSeconds: 60 });
    expect(outcome).toMatchObject({
      kind: 'redeem',
      refreshToken: 'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA',
      kept: {
        grantRecord: {
          grantId: grantIdOf(hashCode('a-code')),
          subject: 'user-1',
          clientId: 'app',
          scope: 'read',
          createdAt: now,
          lastUsedAt: now,
          expiresAt: now + 60,
        },
        tokenRecord: {
          tokenHash: hashRefreshToken('AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA'),
          expiresAt: now + 60,
        },
      },
    });
  });

  it.each<[string, Partial<ClientMetadata>, PolicySettings['refreshTokens'], string, boolean]>([
    ['by default', { grant_types }, undefined, 'read offline_access', false],
    ['with never', { grant_types }, 'never', 'read offline_access', false],
    ['with always', { grant_types }, 'always', 'read', true],
    ['with always, without the grant type', {}, 'always', 'read offline_access', false],
    ['with offline_access, which was granted', { grant_types }, 'offline_access', 'read offline_access', true],
    ['with offline_access, which was not granted', { grant_types }, 'offline_access', 'read', false],
    ['with always, and never for the client', { grant_types, refresh_tokens: 'never' }, 'always', 'read', false],
    [
      'with always, and offline_access for the client',
      { grant_types, refresh_tokens: 'offline_access' },
      'always',
      'read',
      false,
    ],
    [
      'with offline_access, and always for the client',
      { grant_types, refresh_tokens: 'always' },
      'offline_access',
      'read',
      true,
    ],
    ['with never, and always for the client', { grant_types, refresh_tokens: 'always' }, 'never', 'read', false],
  ])('is issued or not as policy and registration say: %s (R210).', (_case, changes, refreshTokens, scope, issued) => {
    const outcome = redeem(clientOf(changes), { refreshTokens }, scope);
    expect(outcome.kind === 'redeem' && outcome.refreshToken !== undefined).toBe(issued);
  });
});
