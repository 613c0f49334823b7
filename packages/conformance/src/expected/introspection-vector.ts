import {
  decideIntrospection,
  type IntrospectionOutcome,
  introspectionReply,
  type Reply,
  tokenRejectionReply,
} from '@codegrant/core';
import type { IntrospectionVector } from '../vectors/presented-token-vector.ts';
import { decidePosted } from './decide-posted.ts';
import { vectorPolicy } from './decide-vector.ts';
import { ownerOf } from './owner-of.ts';
import { storedTokensOf } from './stored-tokens.ts';
import { tokenErrorInWords } from './token-error.ts';

/** Returns core's decision for an introspection vector. */
export const introspectionVector = ({ given, request }: IntrospectionVector): IntrospectionOutcome =>
  decidePosted(request, (posted) =>
    decideIntrospection(posted, {
      ...storedTokensOf(given),
      policy: vectorPolicy(given.policy),
      askers: given.askers,
      owner: ownerOf(given.owner),
    }),
  );

/** Converts a decision to the form of an introspection vector's expectation. */
export const introspectionInWords = (outcome: IntrospectionOutcome): Readonly<Record<string, unknown>> => {
  switch (outcome.kind) {
    case 'introspect':
      return { kind: outcome.kind, response: outcome.response };
    case 'rejectToken':
      return tokenErrorInWords(outcome);
  }
};

/** Returns core's response to an introspection vector. */
export const introspectionReplyTo = (vector: IntrospectionVector): Reply => {
  const outcome = introspectionVector(vector);
  return outcome.kind === 'rejectToken' ? tokenRejectionReply(outcome) : introspectionReply(outcome);
};
