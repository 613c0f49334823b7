import {
  type CodeRecord,
  decideRedemption,
  entropyOf,
  hashCode,
  type Reply,
  type TakenCode,
  type TokenOutcome,
} from '@codegrant/core';
import type { RedemptionVector } from '../vectors/redemption-vector.ts';
import { changed } from './changed.ts';
import { decidePosted } from './decide-posted.ts';
import { vectorClient, vectorPolicy } from './decide-vector.ts';
import { fixedCode, fixedEntropy, fixedKeys, fixedNow, plainRecord } from './fixed.ts';
import { outcomeReply } from './outcome-reply.ts';
import { revokingErrorInWords } from './token-error.ts';

/** The record in a vector's store: {@link plainRecord} with the vector's differences. */
export const recordOf = ({ given }: RedemptionVector): CodeRecord => ({ ...plainRecord, ...changed(given.record) });

/** When the code was used before. `undefined` if it was not, or if the store does not tell. */
export const usedAtOf = (used: RedemptionVector['given']['used']): number | undefined =>
  typeof used === 'object' ? fixedNow - used.secondsAgo : undefined;

const takenBy = (vector: RedemptionVector, codeHash: string): TakenCode | undefined =>
  codeHash === hashCode(fixedCode) && vector.given.known
    ? { record: recordOf(vector), firstUse: vector.given.used === false, usedAt: usedAtOf(vector.given.used) }
    : undefined;

/** Returns core's decision for a redemption vector. */
export const redeemVector = (vector: RedemptionVector): TokenOutcome =>
  decidePosted(vector.request, (posted) =>
    decideRedemption(posted, {
      policy: vectorPolicy(vector.given.policy),
      client: vectorClient,
      take: (codeHash) => takenBy(vector, codeHash),
      consentKeys: fixedKeys,
      entropy: entropyOf(fixedEntropy(32)),
      now: fixedNow,
    }),
  );

/** Converts a decision to the form of a redemption vector's expectation. */
export const redemptionInWords = (outcome: TokenOutcome): Readonly<Record<string, unknown>> => {
  switch (outcome.kind) {
    case 'redeem':
      return {
        kind: 'redeem',
        scope: outcome.grant.scope.join(' '),
        ...(outcome.grant.resources.length === 0 ? {} : { resources: outcome.grant.resources }),
        ...(outcome.refreshToken === undefined ? {} : { refreshToken: true }),
      };
    case 'refresh':
      return { kind: outcome.kind, scope: outcome.grant.scope.join(' ') };
    case 'rejectToken':
      return revokingErrorInWords(outcome);
  }
};

/** Returns core's response to a redemption vector, with a fixed access token. */
export const redemptionReply = (vector: RedemptionVector): Reply => outcomeReply(redeemVector(vector));
