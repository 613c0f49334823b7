import { InvalidTokenError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import type { OAuthTokenVerifier } from '@modelcontextprotocol/sdk/server/auth/provider.js';

/** Accepts tokens of the old server too, until you remove it. Never if the old function does not check that a token is for this server. */
export const eitherVerifier = (codegrant: OAuthTokenVerifier, old: OAuthTokenVerifier): OAuthTokenVerifier => ({
  verifyAccessToken: async (token) => {
    try {
      return await codegrant.verifyAccessToken(token);
    } catch (error) {
      // An outage is not an invalid token.
      if (!(error instanceof InvalidTokenError)) throw error;
      return old.verifyAccessToken(token);
    }
  },
});
