import {
  authenticateStage,
  Broken,
  type CodeRecord,
  type Redeemed,
  readParams,
  redeemStage,
  redemptionStage,
  rejectToken,
  type TakenCode,
  type TokenRejection,
  tokenRequestStage,
} from '@codegrant/core';
import { fixedCode, fixedNow, plainRecord } from './fixed.ts';
import { vectorClient } from './judge-decision.ts';
import type { RedemptionVector } from './vector.ts';

/** The record that a vector's store holds: the plain one, with the vector's differences. */
export const recordOf = ({ given }: RedemptionVector): CodeRecord => {
  const differences = Object.entries(given.record).map(([member, value]) => [member, value ?? undefined]);
  return { ...plainRecord, ...Object.fromEntries(differences) };
};

const takenBy = (vector: RedemptionVector, code: string): TakenCode | undefined =>
  code === fixedCode && vector.given.known ? { record: recordOf(vector), firstUse: !vector.given.used } : undefined;

/** What core decides about a redemption vector. */
export const redeemVector = (vector: RedemptionVector): Redeemed | TokenRejection => {
  const { form, authorization } = vector.request;
  const request = tokenRequestStage.run({ params: readParams(form), authorization });
  if (request instanceof Broken) return rejectToken(request.rule);
  const authenticated = authenticateStage.run({ request, client: vectorClient(request.credentials.clientId) });
  if (authenticated instanceof Broken) return rejectToken(authenticated.rule);
  const redemption = redemptionStage.run(authenticated);
  if (redemption instanceof Broken) return rejectToken(redemption.rule);
  const redeemed = redeemStage.run({ redemption, taken: takenBy(vector, redemption.code), now: fixedNow });
  return redeemed instanceof Broken ? rejectToken(redeemed.rule) : redeemed;
};

/** An outcome in the words of a vector's expectation. */
export const redemptionInWords = (outcome: Redeemed | TokenRejection): Readonly<Record<string, unknown>> => {
  switch (outcome.kind) {
    case 'redeem':
      return { kind: 'redeem', scope: outcome.record.scope };
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
