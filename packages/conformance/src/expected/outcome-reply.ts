import { type Reply, type TokenOutcome, tokenRejectionReply, tokenReply } from '@codegrant/core';

/** Returns core's response to a token request, with a fixed access token. */
export const outcomeReply = (outcome: TokenOutcome): Reply => {
  switch (outcome.kind) {
    case 'rejectToken':
      return tokenRejectionReply(outcome);
    case 'extensionGrant':
      throw new Error('A function of the operator answers a grant type of the operator.');
    case 'redeem':
    case 'refresh':
    case 'clientCredentials':
      return tokenReply(outcome, { accessToken: 'access-token', expiresIn: 600 });
  }
};
