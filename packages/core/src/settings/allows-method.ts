import type { CodeChallengeMethod } from '../code/code-challenge-method.ts';
import type { Policy } from './policy.ts';

/** Whether a client may use a method that its registration lists. S256 is always allowed (RFC 7636 §4.2). */
export const allowsMethod = (
  { codeChallengeMethods, plainCodeChallenge }: Policy,
  method: CodeChallengeMethod,
): boolean => {
  switch (method) {
    case 'S256':
      return true;
    case 'plain':
      return plainCodeChallenge === 'ifRegistered' || codeChallengeMethods.includes(method);
  }
};
