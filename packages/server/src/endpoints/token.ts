import {
  type GrantRecord,
  type Redeemed,
  type Refreshed,
  type Reply,
  type TokenRejection,
  tokenReply,
} from '@codegrant/core';
import { rejectHttp, token as tokenFlow } from '@codegrant/core/internal';
import type { ReportOutcome } from '../events/report-outcome.ts';
import type { AcceptedRequest } from '../grant-types/served-grant-type.ts';
import { readPostedParameters } from '../http/read-parameters.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import { type Awaitable, isPromise, mapAwaitable } from '../ports/awaitable.ts';
import { keepClient } from '../client-sources/keep-client.ts';
import { issueTokens } from '../ports/tokens.ts';
import { answerTokenRejection } from './answer-token-rejection.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { FlowPorts } from './flow-ports.ts';
import { revokeGrant } from './revoke-grant.ts';
import { run } from './run.ts';

/** A rejection of a second use names the grant that must be revoked. */
const replayedGrantOf = ({
  rule,
  subject,
  grantId,
}: TokenRejection): Pick<GrantRecord, 'subject' | 'grantId'> | undefined =>
  // OAuth 2.1 §7.5.2: tokens are revoked only if the second use is valid in all other respects.
  rule.verdict.revoke === 'tokens' && subject !== undefined && grantId !== undefined ? { subject, grantId } : undefined;

const answerRejection = <Context>(
  rejection: TokenRejection,
  settings: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): Awaitable<Reply> => {
  const replayed = replayedGrantOf(rejection);
  if (replayed === undefined) return answerTokenRejection(rejection, 'rejected', reportOutcome);
  const reply = answerTokenRejection(rejection, 'replayed', reportOutcome);
  return mapAwaitable(revokeGrant(replayed.subject, replayed.grantId, settings), () => reply);
};

const answerGranted = <Context>(
  granted: Redeemed | Refreshed,
  settings: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): Awaitable<Reply> => {
  const { subject, clientId, scope } = granted.grant;
  const issuing = mapAwaitable(granted.kind === 'redeem' ? keepClient(clientId, settings) : undefined, () =>
    issueTokens(granted.grant, settings.tokens),
  );
  return mapAwaitable(issuing, (issued) => {
    const reply = tokenReply(granted, issued);
    reportOutcome({ kind: granted.kind === 'redeem' ? 'redeemed' : 'refreshed', scope }, { clientId, subject });
    return reply;
  });
};

/** A request with a grant type of the option `grantTypes`. */
const answerAccepted = <Context>(
  { grantType, client, issue }: AcceptedRequest,
  settings: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): Awaitable<Reply> =>
  mapAwaitable(
    mapAwaitable(keepClient(client.client_id, settings), () => issue(settings)),
    (issued) => {
      if (issued.kind === 'rejectToken') return answerRejection(issued, settings, reportOutcome);
      const { grant, tokens } = issued;
      const reply = tokenReply({ grant, refreshToken: undefined }, tokens);
      const { scope, subject } = grant;
      reportOutcome({ kind: 'tokenIssued', grantType, scope }, { clientId: client.client_id, subject });
      return reply;
    },
  );

/** The token endpoint (RFC 6749 §3.2). */
export const token: EndpointHandler = async (request, settings, reportOutcome) => {
  const read = await readPostedParameters(request, settings.tokenRequestTypes);
  if (read.kind === 'broken') return answerRejection(rejectHttp(read.rule), settings, reportOutcome);
  const posted = { form: read.form, authorization: request.header('authorization') };
  const ports = new FlowPorts(request, settings, reportOutcome);
  const deciding = run(tokenFlow(posted, settings, ports));
  const outcome = isPromise(deciding) ? await deciding : deciding;
  switch (outcome.kind) {
    case 'redeem':
    case 'refresh':
      return answerGranted(outcome, settings, reportOutcome);
    case 'accepted':
      return answerAccepted(outcome, settings, reportOutcome);
    case 'rejectToken':
      return answerRejection(outcome, settings, reportOutcome);
  }
};
