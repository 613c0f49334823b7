import { type Decision, InvalidSettings, type Policy, type Rejection, type RuleName } from '@codegrant/core';
import { policyConflicts } from '@codegrant/core/internal';
import { brokenRule } from './events.ts';
import type { ReportOutcome } from './report-outcome.ts';

/** The rules that a contradiction between a registration and the policy can break. */
const conflictRules: ReadonlySet<RuleName> = new Set(['scope-default', 'scope-declared', 'challenge-method-declared']);

/**
 * Reports a registration that the policy contradicts, if a request was rejected for it. The client cannot mend it, so
 * the operator is told the value and both places.
 */
const reportConflicts = ({ rule, client }: Rejection, policy: Policy, reportOutcome: ReportOutcome): void => {
  const conflicts = conflictRules.has(rule.name) ? policyConflicts(client, policy) : [];
  if (conflicts.length > 0)
    reportOutcome(
      { kind: 'failed', cause: new InvalidSettings(`client ${JSON.stringify(client.client_id)}`, conflicts) },
      { clientId: client.client_id },
    );
};

/** Reports a decision. */
export const reportDecision = (decision: Decision, policy: Policy, reportOutcome: ReportOutcome): void => {
  switch (decision.kind) {
    case 'refuse': {
      const { rule, clientId } = decision;
      return reportOutcome({ kind: 'refused', status: rule.verdict.status, ...brokenRule(rule) }, { clientId });
    }
    case 'reject': {
      const { rule, client, subject } = decision;
      reportConflicts(decision, policy, reportOutcome);
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
