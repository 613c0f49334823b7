import {
  type AccessDecision,
  type AccessToken,
  bearerRejectionReply,
  type ChallengeContent,
  type Reply,
  type RequiredAccess,
} from '@codegrant/core';
import { checkAccess } from '@codegrant/core/internal';
import { asJson } from '../endpoints/as-json.ts';
import { asAnswer, run } from '../endpoints/run.ts';
import { ruleOfFailure } from '../endpoints/rule-of-failure.ts';
import { brokenRule } from '../events/events.ts';
import { reportFailure } from '../events/report-failure.ts';
import type { ReportOutcome } from '../events/report-outcome.ts';
import type { Clock } from '../ports/clock.ts';
import { findToken } from '../ports/found-token.ts';
import type { TokenFinder } from '../ports/tokens.ts';

/** The outcome of a request to a protected resource. */
export type CheckedAccess =
  | {
      readonly kind: 'authorized';
      /** What the access token was issued for. */
      readonly token: AccessToken;
      /** The access token as it was sent: a secret. */
      readonly accessToken: string;
    }
  /** `reply` is the answer to the request: a 400, 401 or 403 with a challenge, or a 500 or 503. */
  | { readonly kind: 'refused'; readonly reply: Reply };

/** What a check of requests depends on. */
export interface CheckSettings {
  readonly required: RequiredAccess;
  readonly challenge: ChallengeContent;
  readonly tokens: TokenFinder;
  readonly now: Clock;
}

const answerDecision = (
  decision: AccessDecision,
  content: ChallengeContent,
  reportOutcome: ReportOutcome,
): CheckedAccess => {
  switch (decision.kind) {
    case 'authorize':
      return { kind: 'authorized', token: decision.token, accessToken: decision.accessToken };
    case 'rejectBearer': {
      const { rule, clientId } = decision;
      reportOutcome({ kind: 'rejected', error: rule.verdict.error, ...brokenRule(rule) }, { clientId });
      return { kind: 'refused', reply: bearerRejectionReply(decision, content) };
    }
  }
};

/** Checks a request. Never rejects: if the port fails, the request is refused. */
export const checkRequest = async (
  authorization: string | undefined,
  { required, challenge, tokens, now }: CheckSettings,
  reportOutcome: ReportOutcome,
): Promise<CheckedAccess> => {
  try {
    const ports = { findToken: (accessToken: string) => asAnswer(findToken(accessToken, tokens, now())) };
    return answerDecision(await run(checkAccess(authorization, required, ports)), challenge, reportOutcome);
  } catch (cause) {
    reportFailure(cause, reportOutcome);
    // No challenge: another token would not help.
    return { kind: 'refused', reply: asJson(ruleOfFailure(cause)) };
  }
};
