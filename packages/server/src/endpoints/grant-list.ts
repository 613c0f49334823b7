import { grantListReply, type FoundOwnGrant, type ListedGrants, type Refusal, type RevokedOwnGrant } from '@codegrant/core';
import { findOwnGrant, listGrants, revokeOwnGrant } from '@codegrant/core/internal';
import { reportDecision } from '../events/report-decision.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';
import { splitTarget } from '../http/http-request.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import { lastSegment } from '../http/last-segment.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { FlowPorts } from './flow-ports.ts';
import { run } from './run.ts';

type Outcome = ListedGrants | FoundOwnGrant | RevokedOwnGrant | Refusal;

const reportGrants = <Context>(
  outcome: Outcome,
  { policy }: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): void => {
  switch (outcome.kind) {
    case 'refuse':
      return reportDecision(outcome, policy, reportOutcome);
    case 'listGrants':
      return reportOutcome({ kind: 'grantsShown', count: outcome.grants.length }, { subject: outcome.subject });
    case 'findGrant': {
      const { subject, grant } = outcome;
      return reportOutcome({ kind: 'grantsShown', count: 1 }, { clientId: grant.clientId, subject });
    }
    case 'revokeGrant': {
      const { subject, grant } = outcome;
      return reportOutcome(
        { kind: 'grantRevoked', scope: grant.scope, by: 'owner' },
        { clientId: grant.clientId, subject },
      );
    }
  }
};

/** The list of the grants of a resource owner. */
export const grantList: EndpointHandler = async (request, settings, reportOutcome) => {
  const ports = new FlowPorts(request, settings, reportOutcome);
  const outcome = await run(listGrants(splitTarget(request.target).query, ports));
  reportGrants(outcome, settings, reportOutcome);
  return grantListReply(outcome);
};

/**
 * One grant of a resource owner: read, or revoked by DELETE.
 *
 * No site can send a DELETE for a user: a browser sends a preflight before it, and only the page of the operator passes. A form cannot
 * send it at all.
 */
export const listedGrant: EndpointHandler = async (request, settings, reportOutcome) => {
  const ports = new FlowPorts(request, settings, reportOutcome);
  const flow = request.method === 'DELETE' ? revokeOwnGrant : findOwnGrant;
  const outcome = await run<Outcome>(flow(lastSegment(request.target), ports));
  reportGrants(outcome, settings, reportOutcome);
  return grantListReply(outcome);
};
