import { expect } from 'vitest';
import { sentBy } from '../expected/decide-vector.ts';
import { isAnswered } from '../expected/is-answered.ts';
import { ownerOf } from '../expected/owner-of.ts';
import { authorizeReply } from '../expected/replies.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';
import type { VectorGroup } from '../vectors/vector-group.ts';
import { get, post, type WireRequest } from '../wire/send.ts';
import { tokenOn } from './token-on.ts';
import { vectorKind, type VectorKind } from './vector-kind.ts';

const requestOf = (vector: AuthorizeVector): WireRequest => {
  const { text, method } = sentBy(vector);
  return method === 'GET' ? get(`/oauth/authorize?${text}`) : post('/oauth/authorize', text);
};

const answerForm = ({ given: { answer } }: AuthorizeVector, page: string): string => {
  const scope = answer.kind === 'allow' && answer.scope !== 'asAsked' ? ['', ...answer.scope] : [];
  return new URLSearchParams([
    ['consent_token', tokenOn(page)],
    ['decision', answer.kind],
    ...scope.map((item): [string, string] => ['scope', item]),
  ]).toString();
};

/** What a platform makes of a vector before its adapter sees it: see `asUrl`. */
export type Converted = (vector: AuthorizeVector) => AuthorizeVector;

/**
 * Authorization requests, and the answers on the consent page.
 *
 * @param groups the vectors that are sent
 * @param seen converts a vector to what the platform passes to the adapter
 */
export const authorizeKind = (
  groups: readonly VectorGroup<AuthorizeVector>[],
  seen: Converted = (vector) => vector,
): VectorKind =>
  vectorKind({
    title: 'authorization endpoint',
    groups,
    run: async (vector, state, sendUnder) => {
      const { policy, owner, remembered } = vector.given;
      const send = sendUnder(policy);
      state.owner = ownerOf(owner);
      if (!isAnswered(vector)) {
        state.remembered = remembered;
        return send(requestOf(vector));
      }
      const page = await send(requestOf(vector));
      state.remembered = remembered;
      return send(post('/oauth/consent', answerForm(vector, page.body)));
    },
    reply: (vector) => authorizeReply(seen(vector)),
    expectAfter: (_vector, _state, response) => {
      // R25: the endpoint sends no CORS headers.
      expect(response.headers).not.toHaveProperty('access-control-allow-origin');
    },
  });
