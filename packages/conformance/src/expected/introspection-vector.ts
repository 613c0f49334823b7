import {
  decideIntrospection,
  type IntrospectionOutcome,
  introspectionReply,
  type Reply,
  tokenRejectionReply,
} from '@codegrant/core';
import { Broken, rejectHttp } from '@codegrant/core/internal';
import type { IntrospectionVector } from '../vectors/presented-token-vector.ts';
import { vectorPolicy } from './decide-vector.ts';
import { postedBy, storedTokensOf } from './stored-tokens.ts';

/** Returns core's decision for an introspection vector. */
export const introspectionVector = ({ given, request }: IntrospectionVector): IntrospectionOutcome => {
  const form = postedBy(request);
  if (form instanceof Broken) return rejectHttp(form.rule);
  return decideIntrospection(
    { form, authorization: request.authorization },
    {
      ...storedTokensOf(given),
      policy: vectorPolicy(given.policy),
      askers: given.askers,
      owner: given.owner === null ? undefined : { subject: given.owner },
    },
  );
};

/** Converts a decision to the form of an introspection vector's expectation. */
export const introspectionInWords = (outcome: IntrospectionOutcome): Readonly<Record<string, unknown>> => {
  switch (outcome.kind) {
    case 'introspect':
      return { kind: outcome.kind, response: outcome.response };
    case 'rejectToken': {
      const { name, verdict } = outcome.rule;
      return { kind: outcome.kind, status: verdict.status, error: verdict.error, rule: name };
    }
  }
};

/** Returns core's response to an introspection vector. */
export const introspectionReplyTo = (vector: IntrospectionVector): Reply => {
  const outcome = introspectionVector(vector);
  return outcome.kind === 'rejectToken' ? tokenRejectionReply(outcome) : introspectionReply(outcome);
};
