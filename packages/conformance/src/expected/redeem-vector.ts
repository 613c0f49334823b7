import {
  type CodeRecord,
  decideRedemption,
  hashCode,
  type Redeemed,
  type TakenCode,
  type TokenRejection,
} from '@codegrant/core';
import { Broken, readJsonParameters, rejectHttp } from '@codegrant/core/internal';
import { fixedCode, fixedNow, plainRecord } from './fixed.ts';
import { vectorClient, vectorPolicy } from './decide-vector.ts';
import type { RedemptionVector } from '../vectors/vector.ts';

/** The record in a vector's store: {@link plainRecord} with the vector's differences. */
export const recordOf = ({ given }: RedemptionVector): CodeRecord => {
  const differences = Object.entries(given.record).map(([member, value]) => [member, value ?? undefined]);
  return { ...plainRecord, ...Object.fromEntries(differences) };
};

const takenBy = (vector: RedemptionVector, codeHash: string): TakenCode | undefined =>
  codeHash === hashCode(fixedCode) && vector.given.known
    ? { record: recordOf(vector), firstUse: !vector.given.used }
    : undefined;

/** Returns core's decision for a redemption vector. */
export const redeemVector = (vector: RedemptionVector): Redeemed | TokenRejection => {
  const { request } = vector;
  const form = 'form' in request ? request.form : readJsonParameters(request.json);
  if (form instanceof Broken) return rejectHttp(form.rule);
  return decideRedemption(
    { form, authorization: request.authorization },
    {
      policy: vectorPolicy(vector.given.policy),
      client: vectorClient,
      take: (codeHash) => takenBy(vector, codeHash),
      now: fixedNow,
    },
  );
};

/** Converts a decision to the form of a redemption vector's expectation. */
export const redemptionInWords = (outcome: Redeemed | TokenRejection): Readonly<Record<string, unknown>> => {
  switch (outcome.kind) {
    case 'redeem':
      return {
        kind: 'redeem',
        scope: outcome.scope,
        resources: outcome.resources.length === 0 ? undefined : outcome.resources,
      };
    case 'rejectToken': {
      const { name, verdict } = outcome.rule;
      return {
        kind: 'rejectToken',
        status: verdict.status,
        error: verdict.error,
        rule: name,
        revokes: verdict.revoke === 'tokens',
      };
    }
  }
};
