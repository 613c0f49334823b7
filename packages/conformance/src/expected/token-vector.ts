import {
  decideRedemption,
  entropyOf,
  type ExtensionGrantRequest,
  type IssuedTokens,
  type Reply,
  type TokenRejection,
  tokenRejectionReply,
  tokenReply,
} from '@codegrant/core';
import { answerExtensionGrant } from '@codegrant/server/internal';
import type { TokenVector } from '../vectors/token-vector.ts';
import { decidePosted } from './decide-posted.ts';
import { vectorClient, vectorPolicy } from './decide-vector.ts';
import { vectorExtensions, vectorGrants } from './extension-grants.ts';
import { fixedEntropy, fixedKeys, fixedNow } from './fixed.ts';
import { tokenErrorInWords } from './token-error.ts';

/** What a vector leads to. */
type Issued =
  | {
      readonly kind: 'tokenIssued';
      readonly scope: readonly string[];
      readonly resources: readonly string[];
      readonly tokens: IssuedTokens;
    }
  | TokenRejection;

const extended = (request: ExtensionGrantRequest, policy: string): Issued => {
  const grant = vectorExtensions.get(request.grantType);
  if (grant === undefined) throw new Error(`The vectors have no grant type ${request.grantType}.`);
  const answer = answerExtensionGrant(request, grant, vectorPolicy(policy));
  if (answer instanceof Promise) throw new Error('The grant types of the vectors answer at once.');
  switch (answer.kind) {
    case 'rejectToken':
      return answer;
    case 'extensionTokens':
      return { kind: 'tokenIssued', scope: answer.scope, resources: [], tokens: answer.tokens };
    case 'extensionAccess':
      return { kind: 'tokenIssued', ...answer.access, tokens: { accessToken: 'access-token', expiresIn: 600 } };
  }
};

/** Returns what core, and the grant types of the vectors, make of a vector. */
export const tokenVector = ({ given, request }: TokenVector): Issued => {
  const outcome = decidePosted(request, (posted) =>
    decideRedemption(posted, {
      policy: vectorPolicy(given.policy),
      client: vectorClient,
      take: () => undefined,
      consentKeys: fixedKeys,
      grantTypes: vectorGrants(given.policy),
      entropy: entropyOf(fixedEntropy(32)),
      now: fixedNow,
    }),
  );
  switch (outcome.kind) {
    case 'clientCredentials': {
      const { scope, resources } = outcome.grant;
      return { kind: 'tokenIssued', scope, resources, tokens: { accessToken: 'access-token', expiresIn: 600 } };
    }
    case 'extensionGrant':
      return extended(outcome, given.policy);
    case 'rejectToken':
      return outcome;
    case 'redeem':
    case 'refresh':
      throw new Error(`A vector without a store never leads to ${outcome.kind}.`);
  }
};

/** Converts what a vector leads to to the form of its expectation. */
export const tokenInWords = (vector: TokenVector): Readonly<Record<string, unknown>> => {
  const issued = tokenVector(vector);
  if (issued.kind === 'rejectToken') return tokenErrorInWords(issued);
  const { kind, scope, resources } = issued;
  return { kind, scope: scope.join(' '), ...(resources.length === 0 ? {} : { resources }) };
};

/** Returns the response to a vector, with a fixed access token. */
export const tokenVectorReply = (vector: TokenVector): Reply => {
  const issued = tokenVector(vector);
  return issued.kind === 'rejectToken'
    ? tokenRejectionReply(issued)
    : tokenReply({ grant: issued, refreshToken: undefined }, issued.tokens);
};
