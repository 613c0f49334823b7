import process from 'node:process';
import { decide } from '@codegrant/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdInvariants } from './invariants.ts';
import { facts, requestText } from './world.ts';

describe('Generated requests', () => {
  it('keep every invariant: R9, R50, R57, R58, R61, R62, R67, R71, R77, R96, R98, R108, R183, R184, R185, R186, R200, R201, R204, R205.', () => {
    fc.assert(
      fc.property(requestText, facts, (text, given) => {
        holdInvariants(text, given);
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 5000) },
    );
  });

  it('reach every kind of decision.', () => {
    const kinds = fc
      .sample(fc.tuple(requestText, facts), { numRuns: 3000, seed: 1 })
      .map(([text, given]) => holdInvariants(text, given));
    expect(new Set(kinds)).toEqual(new Set(['refuse', 'reject', 'signIn', 'askConsent', 'issue']));
  });

  it('reach a failed sign-in, clients that skip consent, and required scopes.', () => {
    const decisions = fc
      .sample(fc.tuple(requestText, facts), { numRuns: 6000, seed: 1 })
      .map(([text, given]) => decide(text, given));
    expect(decisions).toContainEqual(
      expect.objectContaining({ kind: 'refuse', rule: expect.objectContaining({ name: 'session-kept' }) }),
    );
    expect(decisions).toContainEqual(
      expect.objectContaining({ kind: 'issue', client: expect.objectContaining({ consent: 'skip' }) }),
    );
    const asked = decisions.flatMap((decision) => (decision.kind === 'askConsent' ? [decision.scopes] : []));
    expect(asked.some((scopes) => scopes.some(({ required }) => required))).toBe(true);
    expect(asked.some((scopes) => scopes.some(({ required }) => !required))).toBe(true);
  });
});
