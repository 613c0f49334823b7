import type { RegistrationAnswer } from '@codegrant/core';
import { type Awaitable, mapAwaitable } from '../ports/awaitable.ts';
import type { AcceptRegistration } from './registration-options.ts';

/** Accepts every client. */
export const everyone: AcceptRegistration = () => ({ kind: 'accepted' });

const kindOf = (given: unknown): unknown =>
  typeof given === 'object' && given !== null ? Reflect.get(given, 'kind') : undefined;

const isAnswer = (given: unknown): given is RegistrationAnswer => {
  const kind = kindOf(given);
  return kind === 'accepted' || kind === 'tokenNeeded' || kind === 'refused';
};

/**
 * The answer of the operator.
 *
 * @throws {TypeError} if it is none. The types say so too, but JavaScript has no types, and `false` must not accept a client
 */
export const checkedAnswer = (answer: Awaitable<unknown>): Awaitable<RegistrationAnswer> =>
  mapAwaitable<unknown, RegistrationAnswer>(answer, (given) => {
    if (isAnswer(given)) return given;
    throw new TypeError(
      "accept of registration must return { kind: 'accepted' }, { kind: 'tokenNeeded' } or { kind: 'refused', reason }.",
    );
  });

/**
 * Lets those register a client who have an initial access token (RFC 7591 §3): for `accept` of `registration`.
 *
 * @param isValid whether an initial access token is valid. It is asked for each registration
 * @example
 * const accept = initialAccessToken((token) => hashClientSecret(token) === 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
 */
export const initialAccessToken =
  (isValid: (token: string) => Awaitable<boolean>): AcceptRegistration =>
  (_asked, { token }) =>
    token === undefined
      ? { kind: 'tokenNeeded' }
      : mapAwaitable<unknown, RegistrationAnswer>(isValid(token), (valid) =>
          valid === true ? { kind: 'accepted' } : { kind: 'tokenNeeded' },
        );
