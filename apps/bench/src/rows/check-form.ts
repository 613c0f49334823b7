import type { Answer } from './answer.ts';
import { expect } from './check-answer.ts';

/** The endpoints that a form is sent to, and the statuses with which each refuses one (RFC 6749 §5.2 for the token endpoint). */
const refusalsOf = { '/oauth/token': [400, 401], '/oauth/consent': [400] } as const;

/** An endpoint that reads a form. */
export type FormEndpoint = keyof typeof refusalsOf;

export const formEndpoints: readonly FormEndpoint[] = ['/oauth/token', '/oauth/consent'];

/**
 * Checks that a form was refused, and that the server did not fail.
 *
 * @throws {Error} if the answer is wrong
 */
export const checkFormRefused = (endpoint: FormEndpoint, answer: Answer): void => {
  const statuses: readonly number[] = refusalsOf[endpoint];
  expect(statuses.includes(answer.status), `${endpoint} does not refuse a form`, answer);
  expect(answer.location === undefined, `${endpoint} redirects instead of refusing a form`, answer);
};
