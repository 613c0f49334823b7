import { answered, runSync } from '../flow/flow.ts';
import { type AccessDecision, type AccessPorts, checkAccess } from './check-access.ts';
import type { RequiredAccess } from './required-access.ts';

/** What {@link decideAccess} needs to know. */
export interface AccessFacts extends RequiredAccess, AccessPorts {}

/**
 * Decides about a request to a protected resource, from its Authorization header and nothing else.
 *
 * @param authorization the Authorization header, or `undefined`. Join several headers of this name with a comma: a request with two
 *   tokens is refused
 * @returns the token, or the rule that the request broke. `bearerRejectionReply` turns it into an HTTP reply
 * @example
 * const decision = decideAccess('Bearer mF_9.B5f-4.1JqM', { scope: ['read'], findToken: () => undefined });
 * decision.kind; // 'rejectBearer'
 */
export const decideAccess = (
  authorization: string | undefined,
  { findToken, ...required }: AccessFacts,
): AccessDecision =>
  runSync(checkAccess(authorization, required, { findToken: (accessToken) => answered(findToken(accessToken)) }));
