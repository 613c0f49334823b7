import { errorReply } from '../errors/error-reply.ts';
import type { Reply } from '../http/reply.ts';
import type { BearerRejection } from './bearer-rejection.ts';
import { challenge, type ChallengeContent } from './challenge.ts';

/**
 * Turns a refusal into an HTTP reply: JSON in the shape of RFC 6749 §5.2, and a challenge (RFC 6750 §3).
 *
 * @example
 * bearerRejectionReply(rejection, { scope: ['read'] }).headers['www-authenticate'];
 */
export const bearerRejectionReply = (rejection: BearerRejection, content: ChallengeContent): Reply => {
  const { verdict } = rejection.rule;
  return errorReply(verdict.status, verdict.error, rejection.rule, {
    'www-authenticate': challenge(rejection, content),
  });
};
