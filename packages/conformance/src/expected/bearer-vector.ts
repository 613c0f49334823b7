import {
  type AccessDecision,
  type AccessToken,
  bearerRejectionReply,
  decideAccess,
  jsonReply,
  protectedResourceMetadataUrl,
  type Reply,
} from '@codegrant/core';
import type { BearerVector } from '../vectors/bearer-vector.ts';
import { fixedAccessToken, fixedNow, plainGrant } from './fixed.ts';

/** What `fixedAccessToken` was issued for by default, if an API gets it. */
export const plainBearerToken: AccessToken = {
  subject: 'user-1',
  clientId: 'web',
  scope: ['read'],
  resources: [],
  grantId: plainGrant.grantId,
  authTime: fixedNow - 10,
  issuedAt: fixedNow - 5,
  expiresAt: fixedNow + 595,
};

/** Finds the access token that a vector knows. */
export const vectorToken = ({ given: { token } }: BearerVector, accessToken: string): AccessToken | undefined => {
  if (token === null || accessToken !== fixedAccessToken) return undefined;
  const { owner, scope = plainBearerToken.scope, resources = plainBearerToken.resources } = token;
  return { ...plainBearerToken, scope, resources, ...(owner === 'none' ? { subject: undefined } : {}) };
};

/** Returns core's decision for a bearer vector. */
const decideBearerVector = (vector: BearerVector): AccessDecision => {
  const { given, request } = vector;
  const { authorization } = request;
  return decideAccess(authorization.length === 0 ? undefined : authorization.join(', '), {
    ...given.api,
    scope: given.scope,
    findToken: (accessToken) => vectorToken(vector, accessToken),
  });
};

/** What the API of the bearer vectors answers to an authorized request. */
export const authorizedReply = ({ subject, clientId, scope }: AccessToken): Reply =>
  jsonReply(200, { subject, client_id: clientId, scope });

/** Returns core's response to a bearer vector. */
export const bearerReply = (vector: BearerVector): Reply => {
  const decision = decideBearerVector(vector);
  if (decision.kind === 'authorize') return authorizedReply(decision.token);
  const { realm, resource } = vector.given.api;
  const resourceMetadata = resource === undefined ? undefined : protectedResourceMetadataUrl(resource);
  return bearerRejectionReply(decision, { realm, scope: vector.given.scope, resourceMetadata });
};

/** Converts a decision to the form of a bearer vector's expectation. */
export const bearerInWords = (vector: BearerVector): Readonly<Record<string, unknown>> => {
  const decision = decideBearerVector(vector);
  if (decision.kind === 'authorize') return { kind: 'authorize' };
  const { name, verdict, message } = decision.rule;
  const challenge = bearerReply(vector).headers['www-authenticate']?.replace(message, '{description}');
  return { kind: 'rejectBearer', status: verdict.status, error: verdict.error, rule: name, challenge };
};
