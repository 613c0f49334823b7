import { expect } from 'vitest';
import { registerReply } from '../expected/register-vector.ts';
import { registerVectors } from '../vectors/register-vectors.ts';
import { postJson } from '../wire/send.ts';
import { vectorKind, type VectorKind } from './vector-kind.ts';

/** Requests to the registration endpoint. */
export const registerKind: VectorKind = vectorKind({
  title: 'registration',
  groups: registerVectors,
  run: ({ server, request: { json, authorization } }, _state, sendUnder) =>
    sendUnder(
      'default',
      `register ${server}`,
    )(postJson('/oauth/register', json, authorization === undefined ? {} : { authorization })),
  reply: registerReply,
  expectAfter: ({ expect: expected }, state) =>
    expect(state.events.map(({ kind }) => kind)).toEqual([expected.kind === 'register' ? 'registered' : 'rejected']),
});
