import {
  type FoundOwnGrant,
  grantListReply,
  type ListedGrants,
  type Refusal,
  type RevokedOwnGrant,
} from '@codegrant/core';
import { findOwnGrant, listGrants, revokeOwnGrant } from '@codegrant/core/internal';
import { reportDecision } from '../events/report-decision.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';
import { splitTarget } from '../http/http-request.ts';
import { lastSegment } from '../http/last-segment.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { grantListPorts } from './grant-list-ports.ts';
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

/** The list of the grants of a user. */
export const answerGrantList: EndpointHandler = async (request, settings, reportOutcome) => {
  const { query } = splitTarget(request.target);
  const outcome = await run(listGrants(query, grantListPorts(request, settings)));
  reportGrants(outcome, settings, reportOutcome);
  return grantListReply(outcome);
};

/** One grant of a user: read, or revoked by DELETE. */
export const answerListedGrant: EndpointHandler = async (request, settings, reportOutcome) => {
  const flow = request.method === 'DELETE' ? revokeOwnGrant : findOwnGrant;
  const outcome = await run<Outcome>(flow(lastSegment(request.target), grantListPorts(request, settings)));
  reportGrants(outcome, settings, reportOutcome);
  return grantListReply(outcome);
};
