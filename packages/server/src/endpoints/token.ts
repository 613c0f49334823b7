import {
  errorOfStatus,
  type IssuedTokens,
  type Redeemed,
  type RefusalVerdict,
  rejectToken,
  type Reply,
  type Rule,
  type TokenRejection,
  tokenRejectionReply,
  tokenReply,
} from '@codegrant/core';
import { brokenRule, type Tell } from '../events/events.ts';
import type { HttpRequest } from '../http/http-request.ts';
import { isText } from '../ports/is-text.ts';
import type { Parts } from '../options/options.ts';
import { readPostedForm } from '../http/read-form.ts';
import { redeemCode } from './redeem-code.ts';

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

/** @throws {TypeError} where the port gave no token: an answer without one would look like success */
const usable = (issued: IssuedTokens): IssuedTokens => {
  const { accessToken, expiresIn, refreshToken }: Partial<IssuedTokens> = issued ?? {};
  if (!isText(accessToken)) throw new TypeError('tokens.issue gave an accessToken that is no text, or an empty one.');
  if (refreshToken !== undefined && !isText(refreshToken))
    throw new TypeError('tokens.issue gave a refreshToken that is no text, or an empty one. Leave it out for none.');
  if (!Number.isInteger(expiresIn) || expiresIn < 0)
    throw new TypeError('tokens.issue gave an expiresIn that is no whole number of seconds from now.');
  return issued;
};

const answerRedeemed = async <Context>(redeemed: Redeemed, { tokens }: Parts<Context>, tell: Tell): Promise<Reply> => {
  const { codeHash, subject, clientId, authTime } = redeemed.record;
  const scope = redeemed.record.scope.split(' ');
  const issued = usable(await tokens.issue({ grantId: codeHash, subject, clientId, scope, authTime }));
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
  const outcome = await redeemCode({ form: read.form, authorization: request.header('authorization') }, parts);
  switch (outcome.kind) {
    case 'redeem':
      return answerRedeemed(outcome, parts, tell);
    case 'rejectToken':
      return answerRejection(outcome, parts, tell);
  }
};
