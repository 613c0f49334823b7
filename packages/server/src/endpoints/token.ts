import { type Redeemed, type Reply, type TokenRejection, tokenRejectionReply, tokenReply } from '@codegrant/core';
import { rejectHttp, token as tokenFlow } from '@codegrant/core/internal';
import { brokenRule } from '../events/events.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';
import { readPostedParameters } from '../http/read-parameters.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import { type Awaitable, isPromise, mapAwaitable } from '../ports/awaitable.ts';
import { issueTokens, type TokenGrant } from '../ports/tokens.ts';
import type { EndpointHandler } from './endpoint-handler.ts';
import { FlowPorts } from './flow-ports.ts';
import { run } from './run.ts';

const answerRejection = <Context>(
  rejection: TokenRejection,
  { tokens }: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): Awaitable<Reply> => {
  const { rule, clientId, subject, grantId } = rejection;
  const { error, revoke } = rule.verdict;
  // OAuth 2.1 §7.5.2: tokens are revoked only if the second use is valid in all other respects.
  const replayed = revoke === 'tokens' ? grantId : undefined;
  reportOutcome(
    { kind: replayed === undefined ? 'rejected' : 'replayed', error, ...brokenRule(rule) },
    { clientId, subject },
  );
  const reply = tokenRejectionReply(rejection);
  return replayed === undefined ? reply : mapAwaitable(tokens.revoke(replayed), () => reply);
};

const answerRedeemed = <Context>(
  redeemed: Redeemed,
  { tokens }: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): Awaitable<Reply> => {
  const { codeHash, subject, clientId, authTime } = redeemed.record;
  const scope = redeemed.scope.split(' ');
  const grant: TokenGrant = { grantId: codeHash, subject, clientId, scope, resources: redeemed.resources, authTime };
  return mapAwaitable(issueTokens(grant, tokens), (issued) => {
    const reply = tokenReply(redeemed, issued);
    reportOutcome({ kind: 'redeemed', scope }, { clientId, subject });
    return reply;
  });
};

/** The token endpoint (RFC 6749 §3.2), for the authorization code grant. */
export const token: EndpointHandler = async (request, settings, reportOutcome) => {
  const read = await readPostedParameters(request, settings.tokenRequestTypes);
  if (read.kind === 'broken') return answerRejection(rejectHttp(read.rule), settings, reportOutcome);
  const posted = { form: read.form, authorization: request.header('authorization') };
  const ports = new FlowPorts(request, settings, reportOutcome);
  const deciding = run(tokenFlow(posted, settings, ports));
  const outcome = isPromise(deciding) ? await deciding : deciding;
  switch (outcome.kind) {
    case 'redeem':
      return answerRedeemed(outcome, settings, reportOutcome);
    case 'rejectToken':
      return answerRejection(outcome, settings, reportOutcome);
  }
};
