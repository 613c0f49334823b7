import type { AccessToken, GrantRecord, RefreshTokenRecord, StoredTokens } from '@codegrant/core';
import type { GivenTokens } from '../vectors/presented-token-vector.ts';
import { changed } from './changed.ts';
import { vectorClient } from './decide-vector.ts';
import { fixedAccessToken, fixedNow, plainAccessToken, plainGrant, plainRefreshToken } from './fixed.ts';

/** The tokens of a vector that presents one. */
interface GivenRecords {
  readonly grant: GrantRecord;
  readonly refreshToken: RefreshTokenRecord;
  readonly accessToken: AccessToken;
}

/** What the stores of a vector have. */
export const recordsGiven = ({ grant, refreshToken, accessToken }: GivenTokens): GivenRecords => ({
  grant: { ...plainGrant, ...changed(grant) },
  refreshToken: { ...plainRefreshToken, ...changed(refreshToken) },
  accessToken: { ...plainAccessToken, ...changed(accessToken) },
});

/** The facts of a vector for core. */
export const storedTokensOf = (given: GivenTokens): StoredTokens => {
  const { grant, refreshToken, accessToken } = recordsGiven(given);
  return {
    client: vectorClient,
    accessToken: (presented) => (presented === fixedAccessToken ? accessToken : undefined),
    refreshToken: (tokenHash) =>
      tokenHash === refreshToken.tokenHash ? { record: refreshToken, used: given.used } : undefined,
    grant: (subject, grantId) =>
      given.grantIs === 'saved' && subject === grant.subject && grantId === grant.grantId ? grant : undefined,
    now: fixedNow,
  };
};
