import type { ServerEvent } from '@codegrant/server';
import { expect } from 'vitest';
import { fixedNow } from '../expected/fixed.ts';
import { grantListVectorReply, storedGrants } from '../expected/grant-list-vector.ts';
import { ownerOf } from '../expected/owner-of.ts';
import type { GrantListVector } from '../vectors/grant-list-vector.ts';
import { grantListVectors } from '../vectors/grant-list-vectors.ts';
import { get, type WireRequest } from '../wire/send.ts';
import { vectorKind, type VectorKind } from './vector-kind.ts';
import { grantsOfUser } from './vector-server.ts';

const requestOf = ({ request }: GrantListVector): WireRequest => {
  if ('list' in request) return get(request.list === '' ? '/oauth_grants' : `/oauth_grants?${request.list}`);
  return 'find' in request
    ? get(`/oauth_grants/${request.find}`)
    : { method: 'DELETE', target: `/oauth_grants/${request.revoke}` };
};

/** The event that a request to the list of grants leads to. */
const eventOf = ({ expect: expected }: GrantListVector): ServerEvent['kind'] => {
  switch (expected.kind) {
    case 'refuse':
      return 'refused';
    case 'list':
    case 'find':
      return 'grantsShown';
    case 'revoke':
      return 'grantRevoked';
  }
};

/** Requests to the list of grants. */
export const grantListKind: VectorKind = vectorKind({
  title: 'list of grants',
  groups: grantListVectors,
  run: async (vector, state, sendUnder) => {
    state.owner = ownerOf(vector.given.owner);
    for (const grant of storedGrants(vector)) await state.grants.saveGrant(grant);
    return sendUnder('default', 'grantList')(requestOf(vector));
  },
  reply: grantListVectorReply,
  expectAfter: async (vector, state) => {
    expect(state.events.map(({ kind }) => kind)).toEqual([eventOf(vector)]);
    const stored = storedGrants(vector);
    const taken = stored.filter(({ grantId }) => vector.expect.kind === 'revoke' && grantId === vector.expect.id);
    expect(state.revoked).toEqual(taken.map(({ grantId }) => grantId));
    expect(state.forgotten).toEqual(taken.map(({ subject, clientId }) => [subject, clientId]));
    const left = (await grantsOfUser(state)).map(({ grantId }) => grantId);
    // A store may have deleted what has expired.
    const others = stored.filter((grant) => !taken.includes(grant) && grant.expiresAt > fixedNow);
    expect(left).toEqual(expect.arrayContaining(others.map(({ grantId }) => grantId)));
    expect(taken.filter(({ grantId }) => left.includes(grantId))).toEqual([]);
  },
});
