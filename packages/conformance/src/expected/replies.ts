import {
  type Arrival,
  arrivalOf,
  defaultPages,
  detailsReply,
  type HostedSurface,
  type Reply,
  type Surface,
  toJsonReply,
  toReply,
} from '@codegrant/core';
import type { ConsentVector } from '../vectors/consent-vector.ts';
import { isAnswered } from './is-answered.ts';
import { decideConsentVector } from './decide-consent-vector.ts';
import { decideVector, sentBy, vectorPolicy } from './decide-vector.ts';
import type { AuthorizeVector } from '../vectors/authorize-vector.ts';

/** The paths and pages of the vectors' server. */
const surfaceOf = (policy: string): Surface => ({
  policy: vectorPolicy(policy),
  authorizePath: '/oauth/authorize',
  consentPath: '/oauth/consent',
  signInUrl: '/sign-in',
  pages: defaultPages,
});

/** The URL of the vectors' hosted consent page. */
export const vectorConsentUrl = 'https://account.example/consent?from=oauth';

const hostedSurfaceOf = (policy: string): HostedSurface => ({ ...surfaceOf(policy), consentUrl: vectorConsentUrl });

const arrival = (vector: AuthorizeVector): Arrival => {
  const { method, text } = sentBy(vector);
  return arrivalOf(method, text);
};

/** Returns core's response to an authorization vector. */
export const authorizeReply = (vector: AuthorizeVector): Reply =>
  toReply(decideVector(vector), surfaceOf(vector.given.policy), isAnswered(vector) ? 'ownForm' : arrival(vector));

/** Returns core's response to a consent vector: a page, or JSON for a hosted consent page. */
export const consentReply = (vector: ConsentVector): Reply => {
  const decided = decideConsentVector(vector);
  if (decided.kind === 'showQuestion') return detailsReply(decided);
  if ('form' in vector.request) return toReply(decided, surfaceOf(vector.given.policy), 'ownForm');
  if ('json' in vector.request) return toJsonReply(decided, hostedSurfaceOf(vector.given.policy));
  switch (decided.kind) {
    case 'refuse':
    case 'reject':
      return detailsReply(decided);
    case 'signIn':
    case 'askConsent':
    case 'issue':
      throw new Error(`Consent details never lead to ${decided.kind}.`);
  }
};
