import { grantIdOf } from '@codegrant/core/internal';
import { expect } from 'vitest';
import { recordOf, redemptionReply } from '../expected/redeem-vector.ts';
import { redemptionVectors } from '../vectors/redemption-vectors.ts';
import { tokenRequestOf } from '../wire/token-request.ts';
import { vectorKind, type VectorKind } from './vector-kind.ts';
import { modeFor } from './vector-mode.ts';
import { storeCode } from './vector-server.ts';

/** Token requests with a code. */
export const redemptionKind: VectorKind = vectorKind({
  title: 'token endpoint',
  groups: redemptionVectors,
  run: async (vector, state, sendUnder) => {
    const { policy, known, used } = vector.given;
    if (known) await storeCode(state, recordOf(vector), used);
    return sendUnder(policy, modeFor(vector.request))(tokenRequestOf(vector, '/oauth/token'));
  },
  reply: redemptionReply,
  expectAfter: (vector, { revoked }) => {
    const revokes = vector.expect.kind === 'rejectToken' && vector.expect.revokes;
    expect(revoked).toEqual(revokes ? [grantIdOf(recordOf(vector).codeHash)] : []);
  },
});
