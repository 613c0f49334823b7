import type { Decision } from '@codegrant/core';
import { brokenRule } from './events.ts';
import type { ReportOutcome } from './report-outcome.ts';

/** Reports a decision. */
export const reportDecision = (decision: Decision, reportOutcome: ReportOutcome): void => {
  switch (decision.kind) {
    case 'refuse': {
      const { rule, clientId } = decision;
      return reportOutcome({ kind: 'refused', status: rule.verdict.status, ...brokenRule(rule) }, { clientId });
    }
    case 'reject': {
      const { rule, client, subject } = decision;
      return reportOutcome(
        { kind: 'rejected', error: rule.verdict.error, ...brokenRule(rule) },
        { clientId: client.client_id, subject },
      );
    }
    case 'signIn':
      return reportOutcome({ kind: 'signInRequested' }, { clientId: decision.client.client_id });
    case 'askConsent': {
      const { request, owner, scopes } = decision;
      return reportOutcome(
        { kind: 'consentRequested', scope: scopes.map(({ id }) => id) },
        { clientId: request.client.client_id, subject: owner.subject },
      );
    }
    case 'issue': {
      const { client, grant } = decision;
      return reportOutcome(
        { kind: 'granted', scope: grant.scope },
        { clientId: client.client_id, subject: grant.owner.subject },
      );
    }
  }
};
