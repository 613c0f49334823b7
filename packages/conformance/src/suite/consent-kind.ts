import { withToken } from '../expected/decide-consent-vector.ts';
import { ownerOf } from '../expected/owner-of.ts';
import { consentReply } from '../expected/replies.ts';
import type { ConsentVector } from '../vectors/consent-vector.ts';
import { consentVectors } from '../vectors/consent-vectors.ts';
import { get, post, postJson, type WireRequest } from '../wire/send.ts';
import { vectorKind, type VectorKind } from './vector-kind.ts';
import { recordConsent } from './vector-server.ts';

const requestOf = (vector: ConsentVector): WireRequest => {
  const { request } = vector;
  if ('form' in request) return post('/oauth/consent', withToken(vector, request.form));
  if ('json' in request) return postJson('/oauth/grants', withToken(vector, request.json));
  return get(`/oauth/consent/${withToken(vector, request.details)}`);
};

/** Answers to consent requests, and requests for their details. */
export const consentKind: VectorKind = vectorKind({
  title: 'consent',
  groups: consentVectors,
  run: async (vector, state, sendUnder) => {
    const { policy, owner, remembered, recorded } = vector.given;
    state.owner = ownerOf(owner);
    state.remembered = remembered;
    if (recorded !== null) await recordConsent(state, recorded);
    return sendUnder(policy, 'form' in vector.request ? 'embedded' : 'hosted')(requestOf(vector));
  },
  reply: consentReply,
});
