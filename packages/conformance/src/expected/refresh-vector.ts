import { decideRedemption, entropyOf, type Reply, type TokenOutcome } from '@codegrant/core';
import type { RefreshVector } from '../vectors/refresh-vector.ts';
import { vectorClient, vectorPolicy } from './decide-vector.ts';
import { fixedEntropy, fixedKeys, fixedNow } from './fixed.ts';
import { outcomeReply } from './outcome-reply.ts';
import { storedFor, storedSuccessor } from './stored-refresh-token.ts';
import { revokingErrorInWords } from './token-error.ts';

/** Returns core's decision for a refresh vector. */
export const refreshVector = (vector: RefreshVector): TokenOutcome => {
  const { given, request } = vector;
  const stored = storedFor(vector);
  const successor = storedSuccessor(vector, stored);
  return decideRedemption(
    { form: request.form, authorization: request.authorization },
    {
      policy: vectorPolicy(given.policy),
      client: vectorClient,
      take: () => undefined,
      refreshTokens: {
        find: (tokenHash) => {
          if (given.known && tokenHash === stored.token.tokenHash)
            return { record: stored.token, used: stored.use !== undefined };
          return tokenHash === successor?.record.tokenHash ? successor : undefined;
        },
        findGrant: (subject, grantId) =>
          given.grantIs === 'saved' && subject === stored.grant.subject && grantId === stored.grant.grantId
            ? stored.grant
            : undefined,
        use: (_tokenHash, use) => stored.use ?? use,
      },
      consentKeys: fixedKeys,
      entropy: entropyOf(fixedEntropy(32)),
      now: fixedNow,
    },
  );
};

/** Converts a decision to the form of a refresh vector's expectation. */
export const refreshInWords = (vector: RefreshVector): Readonly<Record<string, unknown>> => {
  const outcome = refreshVector(vector);
  switch (outcome.kind) {
    case 'redeem':
      return { kind: outcome.kind };
    case 'refresh': {
      const { grant, refreshToken, kept } = outcome;
      const isSame = refreshToken === storedFor(vector).successor?.refreshToken;
      return {
        kind: 'refresh',
        scope: grant.scope.join(' '),
        ...(grant.resources.length === 0 ? {} : { resources: grant.resources }),
        refreshToken: refreshToken === undefined ? 'none' : isSame ? 'sameAgain' : 'new',
        expiresIn: kept.tokenRecord.expiresAt - fixedNow,
      };
    }
    case 'rejectToken':
      return revokingErrorInWords(outcome);
  }
};

/** Returns core's response to a refresh vector, with a fixed access token. */
export const refreshReply = (vector: RefreshVector): Reply => outcomeReply(refreshVector(vector));
