import {
  type Redeemed,
  type RefusalVerdict,
  rejectToken,
  type Reply,
  type Rule,
  type TokenRejection,
  tokenRejectionReply,
  tokenReply,
} from '@codegrant/core';
import { brokenRule } from './events.ts';
import type { HttpRequest } from './http-request.ts';
import { httpRules } from './http-rules.ts';
import type { Parts } from './options.ts';
import { readPostedForm } from './read-form.ts';
import { redeemCode } from './redeem-code.ts';

/** RFC 6749 §5.2 has no error of its own for what HTTP asks. */
export const rejectHttp = (rule: Rule<RefusalVerdict>): TokenRejection => {
  const { status } = rule.verdict;
  const error = status === 500 ? 'server_error' : 'invalid_request';
  return rejectToken({ ...rule, verdict: { error, status, revoke: 'nothing' } });
};

const answerRejection = <Context>(rejection: TokenRejection, { report }: Parts<Context>): Reply => {
  const { verdict } = rejection.rule;
  switch (verdict.revoke) {
    case 'tokens':
      report({ kind: 'replayed', ...brokenRule(rejection.rule) });
      break;
    case 'nothing':
      report({ kind: 'rejected', endpoint: 'token', error: verdict.error, ...brokenRule(rejection.rule) });
      break;
  }
  return tokenRejectionReply(rejection);
};

const answerRedeemed = async <Context>(redeemed: Redeemed, { tokens, report }: Parts<Context>): Promise<Reply> => {
  const { codeHash, subject, clientId, authTime } = redeemed.record;
  const scope = redeemed.record.scope.split(' ');
  const issued = await tokens.issue({ grantId: codeHash, subject, clientId, scope, authTime });
  report({ kind: 'redeemed', clientId, scope });
  return tokenReply(redeemed, issued);
};

const answer = async <Context>(request: HttpRequest<Context>, parts: Parts<Context>): Promise<Reply> => {
  const read = await readPostedForm(request);
  if (read.kind === 'broken') return answerRejection(rejectHttp(read.rule), parts);
  const outcome = await redeemCode({ form: read.form, authorization: request.header('authorization') }, parts);
  switch (outcome.kind) {
    case 'redeem':
      return answerRedeemed(outcome, parts);
    case 'rejectToken':
      return answerRejection(outcome, parts);
  }
};

/** The token endpoint (RFC 6749 §3.2), for the authorization code grant. */
export const token = async <Context>(request: HttpRequest<Context>, parts: Parts<Context>): Promise<Reply> => {
  try {
    return await answer(request, parts);
  } catch (cause) {
    parts.report({ kind: 'failed', endpoint: 'token', cause });
    return tokenRejectionReply(rejectHttp(httpRules.serverWorks));
  }
};
