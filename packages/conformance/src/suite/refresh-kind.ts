import type { ServerEvent } from '@codegrant/server';
import { expect } from 'vitest';
import { fixedNow } from '../expected/fixed.ts';
import { refreshReply } from '../expected/refresh-vector.ts';
import { storedFor, storedSuccessor } from '../expected/stored-refresh-token.ts';
import type { RefreshVector } from '../vectors/refresh-vector.ts';
import { refreshVectors } from '../vectors/refresh-vectors.ts';
import { tokenRequestOf } from '../wire/token-request.ts';
import { vectorKind, type VectorKind } from './vector-kind.ts';
import { grantsOfUser, storeGrant, type TestState } from './vector-server.ts';

/** Stores a refresh token as a vector says. */
const storeRefreshToken = async (state: TestState, vector: RefreshVector): Promise<void> => {
  const { grants } = state;
  const stored = storedFor(vector);
  const successor = storedSuccessor(vector, stored);
  await storeGrant(state, stored.grant, vector.given.grantIs);
  if (successor !== undefined) await grants.saveRefreshToken(successor.record);
  if (successor?.used === true)
    await grants.useRefreshToken(successor.record.tokenHash, { salt: 'x', usedAt: fixedNow, successorHash: 'x' });
  if (vector.given.known) await grants.saveRefreshToken(stored.token);
  if (stored.use !== undefined) await grants.useRefreshToken(stored.token.tokenHash, stored.use);
};

/** The event that a refresh leads to. */
const eventOf = ({ expect: expected }: RefreshVector): ServerEvent['kind'] => {
  if (expected.kind === 'refresh') return 'refreshed';
  return expected.revokes ? 'replayed' : 'rejected';
};

/** Token requests with a refresh token. */
export const refreshKind: VectorKind = vectorKind({
  title: 'refresh',
  groups: refreshVectors,
  run: async (vector, state, sendUnder) => {
    await storeRefreshToken(state, vector);
    return sendUnder(vector.given.policy)(tokenRequestOf(vector, '/oauth/token'));
  },
  reply: refreshReply,
  expectAfter: async (vector, state) => {
    expect(state.events.map(({ kind }) => kind)).toEqual([eventOf(vector)]);
    const { grantId, expiresAt } = storedFor(vector).grant;
    const revokes = vector.expect.kind === 'rejectToken' && vector.expect.revokes;
    expect(state.revoked).toEqual(revokes ? [grantId] : []);
    const kept = (await grantsOfUser(state)).map((grant) => [grant.grantId, grant.expiresAt]);
    expect(kept).toEqual(revokes || vector.given.grantIs !== 'saved' ? [] : [[grantId, expiresAt]]);
  },
});
