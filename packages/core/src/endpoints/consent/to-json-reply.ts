import { refusalJsonReply } from '../../errors/refusal-reply.ts';
import { jsonReply } from '../../http/json-reply.ts';
import type { Reply } from '../../http/reply.ts';
import type { Decision } from '../authorization/decision.ts';
import type { HostedSurface } from '../authorization/surface.ts';
import { consentLocation, locationOf } from '../authorization/location-of.ts';
import type { GrantResponse } from './grant-response-schema.ts';

const goTo = (redirect_uri: string): Reply => {
  const response: GrantResponse = { redirect_uri };
  return jsonReply(200, response);
};

/**
 * Turns a decision into a JSON reply, for a consent page hosted by the operator. Instead of a redirect, the reply names
 * the URL that the page must send the browser to.
 */
export const toJsonReply = (decision: Decision, surface: HostedSurface): Reply => {
  switch (decision.kind) {
    case 'refuse':
      return refusalJsonReply(decision);
    case 'askConsent':
      return goTo(consentLocation(decision, surface.consentUrl));
    case 'reject':
    case 'signIn':
    case 'issue':
      return goTo(locationOf(decision, surface));
  }
};
