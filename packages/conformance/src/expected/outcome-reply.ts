import { type Reply, type TokenOutcome, tokenRejectionReply, tokenReply } from '@codegrant/core';

/** Returns core's response to a token request, with a fixed access token. */
export const outcomeReply = (outcome: TokenOutcome): Reply =>
  outcome.kind === 'rejectToken'
    ? tokenRejectionReply(outcome)
    : tokenReply(outcome, { accessToken: 'access-token', expiresIn: 600 });
