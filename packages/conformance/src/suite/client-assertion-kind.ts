import { expect } from 'vitest';
import { assertionPolicy, clientAssertionReply } from '../expected/client-assertion-vector.ts';
import { clientAssertionVectors } from '../vectors/client-assertion-vectors.ts';
import { tokenRequestOf } from '../wire/token-request.ts';
import { vectorKind, type VectorKind } from './vector-kind.ts';

/** Requests with client assertions. */
export const clientAssertionKind: VectorKind = vectorKind({
  title: 'client assertions',
  groups: clientAssertionVectors,
  run: async (vector, state, sendUnder) => {
    const { endpoint, audience, used } = vector.given;
    const send = sendUnder(assertionPolicy, audience === 'issuer' ? 'assertions' : 'assertions for the token endpoint');
    const request = tokenRequestOf(vector, `/oauth/${endpoint}`);
    if (used) await send(request);
    state.events = [];
    return send(request);
  },
  reply: clientAssertionReply,
  expectAfter: ({ expect: expected }, { events }) => {
    expect(events.some(({ kind }) => kind === 'rejected')).toBe(expected.kind === 'rejectToken');
    const clients = events.map(({ clientId }) => clientId);
    if (expected.kind === 'authenticated') expect([undefined, expected.clientId]).toContain(clients[0]);
  },
});
