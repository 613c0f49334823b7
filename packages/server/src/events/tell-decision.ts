import type { Decision } from '@codegrant/core';
import { brokenRule, type Tell } from './events.ts';

/** Tells of a decision. */
export const tellDecision = (decision: Decision, tell: Tell): void => {
  switch (decision.kind) {
    case 'refuse': {
      const { rule, clientId } = decision;
      return tell({ kind: 'refused', status: rule.verdict.status, ...brokenRule(rule) }, { clientId });
    }
    case 'reject': {
      const { rule, client, subject } = decision;
      return tell(
        { kind: 'rejected', error: rule.verdict.error, ...brokenRule(rule) },
        { clientId: client.client_id, subject },
      );
    }
    case 'signIn':
      return tell({ kind: 'signInRequested' }, { clientId: decision.client.client_id });
    case 'askConsent': {
      const { request, owner, scopes } = decision;
      return tell(
        { kind: 'consentRequested', scope: scopes.map(({ id }) => id) },
        { clientId: request.client.client_id, subject: owner.subject },
      );
    }
    case 'issue': {
      const { client, grant } = decision;
      return tell(
        { kind: 'granted', scope: grant.scope },
        { clientId: client.client_id, subject: grant.owner.subject },
      );
    }
  }
};
