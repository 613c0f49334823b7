import type { TokenGrant, Tokens } from '@codegrant/server';

/** Tokens that are all the same, of which none is found. The endpoints of the suite that present tokens need `find`. */
export const plainTokens: Tokens = {
  issue: () => ({ accessToken: 'access-token', expiresIn: 600 }),
  revoke: () => {},
  find: () => undefined,
};

/** The same tokens. What each was issued for is added to the list. */
export const tokensRecordedIn = (grants: TokenGrant[]): Tokens => ({
  ...plainTokens,
  issue: (grant) => {
    grants.push(grant);
    return plainTokens.issue(grant);
  },
});
