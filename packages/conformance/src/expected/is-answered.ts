import { decideVector } from './decide-vector.ts';
import type { AuthorizeVector } from '../vectors/vector.ts';

/** The same vector as it is before anybody has answered, or been asked before. */
const unanswered = (vector: AuthorizeVector): AuthorizeVector => ({
  ...vector,
  given: { ...vector.given, remembered: [], answer: { kind: 'none' } },
});

/** An answer can only be given where there was a question. */
export const isAnswered = (vector: AuthorizeVector): boolean =>
  vector.given.answer.kind !== 'none' && decideVector(unanswered(vector)).kind === 'askConsent';
