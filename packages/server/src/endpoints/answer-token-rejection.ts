import { type Reply, type TokenRejection, tokenRejectionReply } from '@codegrant/core';
import { brokenRule } from '../events/events.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';

/**
 * Reports a rejection and converts it into an HTTP reply (RFC 6749 §5.2).
 *
 * @param kind `replayed` if its grant is revoked
 */
export const answerTokenRejection = (
  rejection: TokenRejection,
  kind: 'rejected' | 'replayed',
  reportOutcome: ReportOutcome,
): Reply => {
  const { rule, clientId, subject } = rejection;
  reportOutcome({ kind, error: rule.verdict.error, ...brokenRule(rule) }, { clientId, subject });
  return tokenRejectionReply(rejection);
};
