import {
  type ClientGranted,
  type ExtensionGrantRequest,
  type GrantRecord,
  type Redeemed,
  type Refreshed,
  type Reply,
  type TokenRejection,
  tokenRejectionReply,
  tokenReply,
} from '@codegrant/core';
import { type GrantedExtension, grantedExtension, rejectHttp, token as tokenFlow } from '@codegrant/core/internal';
import { brokenRule, type Outcome } from '../events/events.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';
import { readPostedParameters } from '../http/read-parameters.ts';
import type { ServerSettings } from '../options/server-settings.ts';
import { type Awaitable, isPromise, mapAwaitable } from '../ports/awaitable.ts';
import { answerExtensionGrant } from '../ports/extension-grants.ts';
import { issueTokens } from '../ports/tokens.ts';
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
  const { rule, clientId, subject } = rejection;
  const replayed = replayedGrantOf(rejection);
  reportOutcome(
    { kind: replayed === undefined ? 'rejected' : 'replayed', error: rule.verdict.error, ...brokenRule(rule) },
    { clientId, subject },
  );
  const reply = tokenRejectionReply(rejection);
  return replayed === undefined
    ? reply
    : mapAwaitable(revokeGrant(replayed.subject, replayed.grantId, settings), () => reply);
};

const eventOf = (granted: Redeemed | Refreshed | ClientGranted): Outcome => {
  const { scope } = granted.grant;
  switch (granted.kind) {
    case 'redeem':
      return { kind: 'redeemed', scope };
    case 'refresh':
      return { kind: 'refreshed', scope };
    case 'clientCredentials':
      return { kind: 'tokenIssued', grantType: 'client_credentials', scope };
  }
};

const answerGranted = <Context>(
  granted: Redeemed | Refreshed | ClientGranted,
  { tokens }: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): Awaitable<Reply> => {
  const { subject, clientId } = granted.grant;
  return mapAwaitable(issueTokens(granted.grant, tokens), (issued) => {
    const reply = tokenReply(granted, issued);
    reportOutcome(eventOf(granted), { clientId, subject });
    return reply;
  });
};

/** Issues the tokens of a grant that a function of the operator made. */
const answerAccess = <Context>(
  { grant, grantRecord }: GrantedExtension,
  { grants, tokens }: ServerSettings<Context>,
  report: (scope: readonly string[], subject: string | undefined) => void,
): Awaitable<Reply> =>
  mapAwaitable(grantRecord && grants.saveGrant(grantRecord), () =>
    mapAwaitable(issueTokens(grant, tokens), (issued) => {
      report(grant.scope, grant.subject);
      return tokenReply({ grant, refreshToken: undefined }, issued);
    }),
  );

/** RFC 6749 §4.5: a function of the operator decides. */
const answerExtension = <Context>(
  request: ExtensionGrantRequest,
  settings: ServerSettings<Context>,
  reportOutcome: ReportOutcome,
): Awaitable<Reply> => {
  const { grantType, client } = request;
  const report = (scope: readonly string[], subject?: string): void =>
    reportOutcome({ kind: 'tokenIssued', grantType, scope }, { clientId: client.client_id, subject });
  return mapAwaitable(answerExtensionGrant(request, settings.grantTypes, settings.policy), (answer) => {
    switch (answer.kind) {
      case 'rejectToken':
        return answerRejection(answer, settings, reportOutcome);
      case 'extensionTokens':
        report(answer.scope);
        return tokenReply({ grant: { scope: answer.scope }, refreshToken: undefined }, answer.tokens);
      case 'extensionAccess': {
        const granted = grantedExtension(request, answer.access, settings, settings.now(), settings.entropy());
        return answerAccess(granted, settings, report);
      }
    }
  });
};

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
    case 'clientCredentials':
      return answerGranted(outcome, settings, reportOutcome);
    case 'extensionGrant':
      return answerExtension(outcome, settings, reportOutcome);
    case 'rejectToken':
      return answerRejection(outcome, settings, reportOutcome);
  }
};
