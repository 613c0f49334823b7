import {
  decideRevocation,
  type Reply,
  type RevocationOutcome,
  revocationReply,
  tokenRejectionReply,
} from '@codegrant/core';
import { Broken, rejectHttp } from '@codegrant/core/internal';
import type { RevocationVector } from '../vectors/presented-token-vector.ts';
import { postedBy, storedTokensOf } from './stored-tokens.ts';

/** Returns core's decision for a revocation vector. */
export const revocationVector = ({ given, request }: RevocationVector): RevocationOutcome => {
  const form = postedBy(request);
  if (form instanceof Broken) return rejectHttp(form.rule);
  return decideRevocation(
    { form, authorization: request.authorization },
    { ...storedTokensOf(given), revocableTypes: given.revocableTypes },
  );
};

/** Converts a decision to the form of a revocation vector's expectation. */
export const revocationInWords = (outcome: RevocationOutcome): Readonly<Record<string, unknown>> => {
  switch (outcome.kind) {
    case 'revokeGrant':
    case 'revokeAccessToken':
      return { kind: outcome.kind };
    case 'revokeNothing':
      return { kind: outcome.kind, because: outcome.because };
    case 'rejectToken': {
      const { name, verdict } = outcome.rule;
      return { kind: outcome.kind, status: verdict.status, error: verdict.error, rule: name };
    }
  }
};

/** Returns core's response to a revocation vector. */
export const revocationReplyTo = (vector: RevocationVector): Reply => {
  const outcome = revocationVector(vector);
  return outcome.kind === 'rejectToken' ? tokenRejectionReply(outcome) : revocationReply();
};
