import {
  type Redeemed,
  type Reply,
  type Rule,
  type TokenRejection,
  tokenRejectionReply,
  tokenReply,
} from '@codegrant/core';
import { errorOfStatus, type RefusalVerdict, rejectToken, token as tokenFlow } from '@codegrant/core/internal';
import { brokenRule, type Tell } from '../events/events.ts';
import type { HttpRequest } from '../http/http-request.ts';
import { readPostedForm } from '../http/read-form.ts';
import type { Parts } from '../options/parts.ts';
import { issueTokens } from '../ports/tokens.ts';
import { flowPorts } from './flow-ports.ts';
import { run } from './run.ts';

/** RFC 6749 §5.2 has no error of its own for what HTTP asks. */
export const rejectHttp = (rule: Rule<RefusalVerdict>): TokenRejection => {
  const { status } = rule.verdict;
  return rejectToken({ ...rule, verdict: { error: errorOfStatus(status), status, revoke: 'nothing' } });
};

const answerRejection = async <Context>(
  rejection: TokenRejection,
  { tokens }: Parts<Context>,
  tell: Tell,
): Promise<Reply> => {
  const { rule, clientId, subject, grantId } = rejection;
  const { error, revoke } = rule.verdict;
  // OAuth 2.1 §7.5.2: tokens are taken back only where the second use is right in all else.
  const replayed = revoke === 'tokens' ? grantId : undefined;
  tell({ kind: replayed === undefined ? 'rejected' : 'replayed', error, ...brokenRule(rule) }, { clientId, subject });
  if (replayed !== undefined) await tokens.revoke(replayed);
  return tokenRejectionReply(rejection);
};

const answerRedeemed = async <Context>(redeemed: Redeemed, { tokens }: Parts<Context>, tell: Tell): Promise<Reply> => {
  const { codeHash, subject, clientId, authTime } = redeemed.record;
  const scope = redeemed.record.scope.split(' ');
  const issued = await issueTokens({ grantId: codeHash, subject, clientId, scope, authTime }, tokens);
  const reply = tokenReply(redeemed, issued);
  tell({ kind: 'redeemed', scope }, { clientId, subject });
  return reply;
};

/** The token endpoint (RFC 6749 §3.2), for the authorization code grant. */
export const token = async <Context>(
  request: HttpRequest<Context>,
  parts: Parts<Context>,
  tell: Tell,
): Promise<Reply> => {
  const read = await readPostedForm(request);
  if (read.kind === 'broken') return answerRejection(rejectHttp(read.rule), parts, tell);
  const posted = { form: read.form, authorization: request.header('authorization') };
  const outcome = await run(tokenFlow(posted, parts.sha256), flowPorts(request.context, parts, tell));
  switch (outcome.kind) {
    case 'redeem':
      return answerRedeemed(outcome, parts, tell);
    case 'rejectToken':
      return answerRejection(outcome, parts, tell);
  }
};
