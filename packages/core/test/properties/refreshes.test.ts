import process from 'node:process';
import { decideRedemption, entropyOf, hashRefreshToken, type TokenOutcome } from '@codegrant/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consentKeys } from '../fixtures/bytes.ts';
import { clientOf, registryOf } from '../fixtures/client.ts';
import { policyOf } from '../fixtures/policy.ts';
import { grantOf, type Kept, keptWith, now, tokenOf } from '../fixtures/refresh-tokens.ts';

const grant_types = ['refresh_token'];

const client = registryOf(clientOf({ grant_types }), clientOf({ client_id: 'other', grant_types }));

const policy = policyOf({ refreshTokens: 'always' });

/** One refresh: which of the tokens that were ever issued, by whom, how long after the last one, and whether the answer is lost. */
const step = fc.record({
  token: fc.nat(8),
  clientId: fc.constantFrom('app', 'app', 'app', 'app', 'other'),
  scope: fc.constantFrom('', '', '', '&scope=read', '&scope=admin'),
  seconds: fc.constantFrom(0, 0, 1, 15, 29, 30, 31, 600),
  ends: fc.constantFrom('answered', 'answered', 'unsaved'),
  bytes: fc.uint8Array({ minLength: 32, maxLength: 32 }).filter((bytes) => new Set(bytes).size > 20),
});

type Step = typeof step extends fc.Arbitrary<infer Generated> ? Generated : never;

interface Line {
  readonly store: Kept;
  /** Every token that was ever issued, the newest first. */
  readonly issued: readonly string[];
}

/** The tokens of the store that can still be used for the first time. */
const unusedIn = ({ tokens, uses }: Kept): readonly string[] => [...tokens.keys()].filter((hash) => !uses.has(hash));

const snapshot = ({ tokens, uses, grants }: Kept): object => structuredClone({ tokens, uses, grants });

const run = (
  { store, issued }: Line,
  { token, clientId, scope, ends, bytes }: Step,
  at: number,
): { readonly outcome: TokenOutcome; readonly line: Line } => {
  const form = `grant_type=refresh_token&client_id=${clientId}&refresh_token=${issued[token % issued.length] ?? ''}${scope}`;
  const outcome = decideRedemption(
    { form, authorization: undefined },
    { policy, client, take: () => undefined, refreshTokens: store, consentKeys, entropy: entropyOf(bytes), now: at },
  );
  if (outcome.kind === 'rejectToken' && outcome.rule.verdict.revoke === 'tokens') store.grants.clear();
  if (outcome.kind !== 'refresh') return { outcome, line: { store, issued } };
  // The process may end before it saves what it promised. Then the client has no answer either.
  if (ends === 'unsaved') return { outcome, line: { store, issued } };
  store.save(outcome.kept);
  const next = outcome.refreshToken ?? '';
  return { outcome, line: { store, issued: issued.includes(next) ? issued : [next, ...issued] } };
};

const expectInvariants = (
  outcome: TokenOutcome,
  { clientId, scope, ends }: Step,
  store: Kept,
  before: object,
): void => {
  // However refreshes follow each other, at most one token can be used for the first time.
  expect(unusedIn(store).length).toBeLessThanOrEqual(1);
  if (clientId === 'other' || scope === '&scope=admin') expect(outcome.kind).toBe('rejectToken');
  if (outcome.kind === 'rejectToken' && outcome.rule.verdict.revoke === 'nothing')
    expect(snapshot(store)).toEqual(before);
  if (outcome.kind === 'refresh' && ends === 'answered')
    expect(unusedIn(store)).toEqual([hashRefreshToken(outcome.refreshToken ?? '')]);
};

/** Runs the steps one after another on one grant. Returns the kinds of outcome, or the rules that were broken. */
const runAll = (steps: readonly Step[]): readonly string[] => {
  const store = keptWith(grantOf({ expiresAt: now + 1e6 }), tokenOf({ expiresAt: now + 1e6 }));
  let line: Line = { store, issued: ['a-token'] };
  let at = now;
  return steps.map((each) => {
    at += each.seconds;
    const before = snapshot(store);
    const { outcome, line: next } = run(line, each, at);
    line = next;
    expectInvariants(outcome, each, store, before);
    return outcome.kind === 'rejectToken' ? outcome.rule.name : outcome.kind;
  });
};

const steps = fc.array(step, { maxLength: 20 });

describe('Generated refreshes of one grant', () => {
  it('leave one line of refresh tokens, and only a use that is valid otherwise changes anything (R215, R216, R217, R218, R223).', () => {
    fc.assert(
      fc.property(steps, (generated) => void runAll(generated)),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 1000) },
    );
  });

  it('reach every outcome of a refresh token that has not expired.', () => {
    const reached = fc.sample(steps, { numRuns: 300, seed: 1 }).flatMap(runAll);
    expect([...new Set(reached)].toSorted()).toEqual([
      'refresh',
      'refresh-scope-granted',
      'refresh-token-first-use',
      'refresh-token-known',
      'refresh-token-of-client',
      'refresh-token-successor-unused',
    ]);
  });
});
