import { expect } from 'vitest';
import { fixedAccessToken } from '../expected/fixed.ts';
import { revocationReplyTo } from '../expected/revocation-vector.ts';
import { recordsGiven } from '../expected/stored-tokens.ts';
import type { RevocationVector } from '../vectors/presented-token-vector.ts';
import { revocationVectors } from '../vectors/revocation-vectors.ts';
import { tokenRequestOf } from '../wire/token-request.ts';
import { storeTokens } from './store-tokens.ts';
import { vectorKind, type VectorKind } from './vector-kind.ts';
import { type Mode, modeFor } from './vector-mode.ts';
import { grantsOfUser } from './vector-server.ts';

const modeOf = ({ given, request }: RevocationVector): Mode =>
  given.revocableTypes.includes('access_token') ? modeFor(request) : 'refreshTokensOnly';

/** Requests to the revocation endpoint. */
export const revocationKind: VectorKind = vectorKind({
  title: 'revocation',
  groups: revocationVectors,
  run: async (vector, state, sendUnder) => {
    await storeTokens(state, vector.given);
    return sendUnder(vector.given.policy, modeOf(vector))(tokenRequestOf(vector, '/oauth/revoke'));
  },
  reply: revocationReplyTo,
  expectAfter: async (vector, state) => {
    const { kind } = vector.expect;
    const { grant } = recordsGiven(vector.given);
    expect(state.revoked).toEqual(kind === 'revokeGrant' ? [grant.grantId] : []);
    expect(state.revokedTokens).toEqual(kind === 'revokeAccessToken' ? [fixedAccessToken] : []);
    expect(await grantsOfUser(state)).toEqual(
      kind === 'revokeGrant' || vector.given.grantIs !== 'saved' ? [] : [grant],
    );
  },
});
