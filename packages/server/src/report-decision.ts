import type { Decision } from '@codegrant/core';
import { brokenRule, type Endpoint, type ServerEvent } from './events.ts';

/** What a decision tells the report port; `undefined` where the flow just goes on. */
export const eventOf = (decision: Decision, endpoint: Endpoint): ServerEvent | undefined => {
  switch (decision.kind) {
    case 'refuse':
      return { kind: 'refused', endpoint, ...brokenRule(decision.rule) };
    case 'reject':
      return {
        kind: 'rejected',
        endpoint,
        clientId: decision.client.client_id,
        error: decision.rule.verdict.error,
        ...brokenRule(decision.rule),
      };
    case 'issue':
      return { kind: 'granted', clientId: decision.client.client_id, scope: decision.grant.scope };
    case 'signIn':
    case 'askConsent':
      return undefined;
  }
};
