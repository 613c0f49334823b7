import { expect } from 'vitest';
import { introspectionReplyTo } from '../expected/introspection-vector.ts';
import { ownerOf } from '../expected/owner-of.ts';
import { recordsGiven } from '../expected/stored-tokens.ts';
import { introspectionVectors } from '../vectors/introspection-vectors.ts';
import type { IntrospectionVector } from '../vectors/presented-token-vector.ts';
import { tokenRequestOf } from '../wire/token-request.ts';
import { storeTokens } from './store-tokens.ts';
import { vectorKind, type VectorKind } from './vector-kind.ts';
import { type Mode, modeFor } from './vector-mode.ts';
import { grantsOfUser } from './vector-server.ts';

const modeOf = ({ given, request }: IntrospectionVector): Mode =>
  given.askers === 'clientsAndOwners' ? 'owners' : modeFor(request);

/** Requests to the introspection endpoint. */
export const introspectionKind: VectorKind = vectorKind({
  title: 'introspection',
  groups: introspectionVectors,
  run: async (vector, state, sendUnder) => {
    await storeTokens(state, vector.given);
    state.owner = ownerOf(vector.given.owner);
    return sendUnder(vector.given.policy, modeOf(vector))(tokenRequestOf(vector, '/oauth/introspect'));
  },
  reply: introspectionReplyTo,
  expectAfter: async (vector, state) => {
    // A question changes nothing.
    expect(await grantsOfUser(state)).toEqual(
      vector.given.grantIs === 'saved' ? [recordsGiven(vector.given).grant] : [],
    );
  },
});
