import {
  decideRevocation,
  type Reply,
  type RevocationOutcome,
  revocationReply,
  tokenRejectionReply,
} from '@codegrant/core';
import type { RevocationVector } from '../vectors/presented-token-vector.ts';
import { decidePosted } from './decide-posted.ts';
import { storedTokensOf } from './stored-tokens.ts';
import { tokenErrorInWords } from './token-error.ts';

/** Returns core's decision for a revocation vector. */
export const revocationVector = ({ given, request }: RevocationVector): RevocationOutcome =>
  decidePosted(request, (posted) =>
    decideRevocation(posted, { ...storedTokensOf(given), revocableTypes: given.revocableTypes }),
  );

/** Converts a decision to the form of a revocation vector's expectation. */
export const revocationInWords = (outcome: RevocationOutcome): Readonly<Record<string, unknown>> => {
  switch (outcome.kind) {
    case 'revokeGrant':
    case 'revokeAccessToken':
      return { kind: outcome.kind };
    case 'revokeNothing':
      return { kind: outcome.kind, because: outcome.because };
    case 'rejectToken':
      return tokenErrorInWords(outcome);
  }
};

/** Returns core's response to a revocation vector. */
export const revocationReplyTo = (vector: RevocationVector): Reply => {
  const outcome = revocationVector(vector);
  return outcome.kind === 'rejectToken' ? tokenRejectionReply(outcome) : revocationReply();
};
