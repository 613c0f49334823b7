import { decideVector } from './decide-vector.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';

/** The same vector without an answer and without remembered consent. */
const unanswered = (vector: AuthorizeVector): AuthorizeVector => ({
  ...vector,
  given: { ...vector.given, remembered: [], answer: { kind: 'none' } },
});

/** Whether the vector answers a consent page: an answer requires that the request asks for consent. */
export const isAnswered = (vector: AuthorizeVector): boolean =>
  vector.given.answer.kind !== 'none' && decideVector(unanswered(vector)).kind === 'askConsent';
