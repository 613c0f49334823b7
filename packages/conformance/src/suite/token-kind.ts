import { expect } from 'vitest';
import { tokenVectorReply } from '../expected/token-vector.ts';
import { clientCredentialsVectors } from '../vectors/client-credentials-vectors.ts';
import { extensionGrantVectors } from '../vectors/extension-grant-vectors.ts';
import { tokenRequestOf } from '../wire/token-request.ts';
import { vectorKind, type VectorKind } from './vector-kind.ts';
import { modeFor } from './vector-mode.ts';

/** Token requests that need no store. */
export const tokenKind: VectorKind = vectorKind({
  title: 'token endpoint without a store',
  groups: [...clientCredentialsVectors, ...extensionGrantVectors],
  run: (vector, _state, sendUnder) =>
    sendUnder(vector.given.policy, modeFor(vector.request))(tokenRequestOf(vector, '/oauth/token')),
  reply: tokenVectorReply,
  expectAfter: (vector, { events }) => {
    const kind = vector.expect.kind === 'tokenIssued' ? 'tokenIssued' : 'rejected';
    expect(events.map((event) => [event.kind, event.subjectHash])).toEqual([[kind, undefined]]);
  },
});
