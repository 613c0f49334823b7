import {
  type AssertionVerdict,
  type ClientGranted,
  type ClientRequest,
  type ExtensionGrantRequest,
  decideAssertion,
  type GivenAssertions,
  introspectionReply,
  type PostedTokenRequest,
  decideIntrospection,
  decideRedemption,
  decideRevocation,
  entropyOf,
  type Reply,
  type RequestingClient,
  type StoredTokens,
  revocationReply,
  type TokenRejection,
  tokenRejectionReply,
  tokenReply,
} from '@codegrant/core';
import type { ClientAssertionVector } from '../vectors/client-assertion-vector.ts';
import { vectorClient, vectorPolicy } from './decide-vector.ts';
import { vectorGrants } from './extension-grants.ts';
import { fixedEntropy, fixedKeys, fixedNow } from './fixed.ts';
import { tokenErrorInWords } from './token-error.ts';

/** The policy of the servers of the vectors. */
export const assertionPolicy = 'clientCredentialsRefresh';

/** What the servers of the vectors accept. */
export const assertionSettings = {
  algorithms: ['ES256', 'PS256', 'RS256', 'EdDSA', 'Ed25519'],
  maxLifetimeSeconds: 300,
} as const;

/** What the verification of the signature finds. */
export const verdictOf = ({ given: { verdict } }: ClientAssertionVector): AssertionVerdict =>
  verdict === 'verified' ? { kind: 'verified' } : { kind: 'failed', because: verdict };

const issuer = 'https://login.example';

const asserted =
  (vector: ClientAssertionVector) =>
  (request: ClientRequest): RequestingClient | TokenRejection | undefined =>
    decideAssertion(request, {
      ...assertionSettings,
      audiences: vector.given.audience === 'issuer' ? [issuer] : [issuer, `${issuer}/oauth/token`],
      client: vectorClient,
      verifyAssertion: () => verdictOf(vector),
      useAssertion: () => !vector.given.used,
      now: fixedNow,
    });

const given = (vector: ClientAssertionVector): StoredTokens & GivenAssertions => ({
  assertedClient: asserted(vector),
  client: vectorClient,
  accessToken: () => undefined,
  refreshToken: () => undefined,
  grant: () => undefined,
  now: fixedNow,
});

/** What a vector leads to: who authenticated, and the response. */
interface Answered {
  readonly kind: 'authenticated';
  readonly clientId: string;
  readonly reply: Reply;
}

const redeemed = (posted: PostedTokenRequest, vector: ClientAssertionVector): Answered | TokenRejection => {
  const outcome = decideRedemption<ClientGranted | ExtensionGrantRequest>(posted, {
    ...given(vector),
    policy: vectorPolicy(assertionPolicy),
    take: () => undefined,
    consentKeys: fixedKeys,
    grantTypes: vectorGrants(assertionPolicy),
    entropy: entropyOf(fixedEntropy(32)),
  });
  if (outcome.kind === 'rejectToken') return outcome;
  if (outcome.kind !== 'clientCredentials') throw new Error(`A vector never leads to ${outcome.kind}.`);
  const { grant } = outcome;
  const tokens = { accessToken: 'access-token', expiresIn: 600 };
  return {
    kind: 'authenticated',
    clientId: grant.clientId,
    reply: tokenReply({ grant, refreshToken: undefined }, tokens),
  };
};

const revoked = (posted: PostedTokenRequest, vector: ClientAssertionVector): Answered | TokenRejection => {
  const outcome = decideRevocation(posted, {
    ...given(vector),
    revocableTypes: ['access_token', 'refresh_token'],
  });
  return outcome.kind === 'rejectToken'
    ? outcome
    : { kind: 'authenticated', clientId: outcome.client.client_id, reply: revocationReply() };
};

const introspected = (posted: PostedTokenRequest, vector: ClientAssertionVector): Answered | TokenRejection => {
  const outcome = decideIntrospection(posted, {
    ...given(vector),
    policy: vectorPolicy(assertionPolicy),
    askers: 'clients',
  });
  if (outcome.kind === 'rejectToken') return outcome;
  if (outcome.asker.kind === 'owner') throw new Error('No user asks in a vector.');
  return { kind: 'authenticated', clientId: outcome.asker.client.client_id, reply: introspectionReply(outcome) };
};

const decideOf = { token: redeemed, revoke: revoked, introspect: introspected } as const;

/** Returns core's decision for a vector of a client assertion. */
const clientAssertionVector = (vector: ClientAssertionVector): Answered | TokenRejection => {
  const { form, authorization } = vector.request;
  return decideOf[vector.given.endpoint]({ form, authorization }, vector);
};

/** Converts what a vector leads to to the form of its expectation. */
export const clientAssertionInWords = (vector: ClientAssertionVector): Readonly<Record<string, unknown>> => {
  const outcome = clientAssertionVector(vector);
  return outcome.kind === 'rejectToken'
    ? tokenErrorInWords(outcome)
    : { kind: outcome.kind, clientId: outcome.clientId };
};

/** Returns the response to a vector. */
export const clientAssertionReply = (vector: ClientAssertionVector): Reply => {
  const outcome = clientAssertionVector(vector);
  return outcome.kind === 'rejectToken' ? tokenRejectionReply(outcome) : outcome.reply;
};
